import Foundation

/// A publisher on loopback: a feed and its documents, which a test changes while the daemon polls.
package actor Publisher {
    package struct Entry: Sendable {
        package let id: String
        package let title: String
        package let urn: String
        package let council: String
        /// `2020-05-01`; it is published at noon.
        package let published: String
        package let document: [UInt8]

        package init(id: String, title: String, urn: String, council: String, published: String, document: [UInt8]) {
            self.id = id
            self.title = title
            self.urn = urn
            self.council = council
            self.published = published
            self.document = document
        }
    }

    package let server: LoopbackServer
    private let site: Site

    package init() async throws {
        let site = Site()
        self.site = site
        server = try await LoopbackServer { await site.answer($0) }
    }

    package nonisolated var feedURL: String { server.url + "/publications.atom" }

    package func publish(_ entry: Entry) async { await site.publish([entry]) }

    /// All at once: no poll sees some of them alone.
    package func publish(_ entries: [Entry]) async { await site.publish(entries) }

    /// From now on the path is answered so; `nil` ends it.
    package func answer(_ path: String, with answer: ServerAnswer?) async { await site.fault(path, answer) }

    /// Path of an entry's document.
    package nonisolated func documentPath(_ id: String) -> String { "/file/\(id)" }
}

/// What is published now.
private actor Site {
    private var entries: [Publisher.Entry] = []
    private var faults: [String: ServerAnswer] = [:]

    func publish(_ new: [Publisher.Entry]) {
        entries.removeAll { entry in new.contains { $0.id == entry.id } }
        entries += new
    }

    func fault(_ path: String, _ answer: ServerAnswer?) { faults[path] = answer }

    func answer(_ request: RecordedRequest) -> ServerAnswer {
        if let fault = faults[request.path] { return fault }
        if request.path == "/publications.atom" {
            return ServerAnswer(headers: [("Content-Type", "application/atom+xml")], text: feed)
        }
        for entry in entries where request.path == "/file/\(entry.id)" {
            return ServerAnswer(headers: [("Content-Type", "application/pdf")], body: entry.document)
        }
        return ServerAnswer(404, text: "no such page")
    }

    private var feed: String {
        var feed = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:test,2020:feed</id><title>Publications</title>
            <updated>2020-01-01T00:00:00Z</updated>

            """
        for entry in entries.reversed() {
            feed += """
                <entry><id>tag:test,2020:\(entry.id)</id><title>\(entry.title)</title>
                <link rel="alternate" type="application/pdf" href="/file/\(entry.id)"/>
                <published>\(entry.published)T12:00:00Z</published><updated>\(entry.published)T12:00:00Z</updated>
                <category scheme="tag:test,2020:urn" term="\(entry.urn)" label="\(entry.council)"/>
                <category term="Children's services inspection"/></entry>

                """
        }
        return feed + "</feed>\n"
    }
}
