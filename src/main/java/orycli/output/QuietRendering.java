package orycli.output;

/** The ids of results, written as they come. */
final class QuietRendering implements Rendering {
    @Override
    public String add(Result result) {
        return QuietFormatter.line(result.id());
    }

    @Override
    public String end(PageEnd page) {
        return "";
    }
}
