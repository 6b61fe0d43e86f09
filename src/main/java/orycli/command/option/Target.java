package orycli.command.option;

import okhttp3.HttpUrl;
import orycli.http.HttpClients;

/** The admin API to use, and what reaches it with all that it is to be sent. */
record Target(HttpUrl endpoint, HttpClients clients) {}
