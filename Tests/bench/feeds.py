#!/usr/bin/env python3
"""A publisher for the benchmarks: any number of Atom feeds of 25 KB on one loopback port, with an ETag each.

Usage: feeds.py ENTRIES. Prints its port, then serves GET /<number> until it is killed; If-None-Match gives a 304. GET /<entries>/<number>
is a feed of so many entries without an ETag, whose title is another one in each answer.
The entries link to documents on a host that no configuration follows, so that fetching documents is no part of the measure.
"""
import asyncio
import itertools
import sys

ENTRY = (
    '<entry><id>tag:bench,2020:{feed}/{entry}</id><title>Report {entry} of feed {feed}</title>'
    '<link rel="alternate" type="text/html" href="https://reports.example/{feed}/{entry}"/>'
    '<updated>2024-05-16T08:00:00Z</updated><author><name>An inspector</name></author>'
    '<summary type="html">{summary}</summary></entry>'
)
SUMMARY = "&lt;p&gt;The inspectors visited, and wrote down what they had seen.&lt;/p&gt; " * 12


def body(feed, entries, title=""):
    inside = "".join(ENTRY.format(feed=feed, entry=entry, summary=SUMMARY) for entry in range(entries))
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f'<id>tag:bench,2020:{feed}</id><title>Feed {feed}{title}</title><updated>2024-05-16T08:00:00Z</updated>{inside}</feed>'
    ).encode()


class Connection(asyncio.Protocol):
    entries = 20
    answers = itertools.count(1)

    def connection_made(self, transport):
        self.transport = transport
        self.received = b""

    def data_received(self, data):
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, self.received = self.received.split(b"\r\n\r\n", 1)
            *entries, feed = head.split(b" ", 2)[1][1:].decode().split("/")
            if entries:
                self.answer(body(feed, int(entries[0]), f", answer {next(Connection.answers)}"))
                continue
            tag = f'"{feed}"'
            if f"if-none-match: {tag}".encode() in head.lower():
                self.transport.write(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
                continue
            self.answer(body(feed, Connection.entries), f"ETag: {tag}\r\n")

    def answer(self, content, fields=""):
        self.transport.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: application/atom+xml\r\n{fields}"
            f"Content-Length: {len(content)}\r\n\r\n".encode() + content)


async def main():
    Connection.entries = int(sys.argv[1])
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
