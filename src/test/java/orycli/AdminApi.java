package orycli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Who answers behind a {@link FakeHydra}. */
interface AdminApi extends AutoCloseable {
    MockResponse answer(RecordedRequest request);

    /** Adds a client that was there before. */
    void add(ObjectNode client);

    @Override
    void close();
}
