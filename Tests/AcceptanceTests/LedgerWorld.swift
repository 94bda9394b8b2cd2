import Foundation
import TestSupport
import Testing

/// A publisher whose feeds and documents a test changes, and the program that polls them a step at a time.
final class LedgerWorld: Sendable {
    /// An entry of a feed; `path` is that of its document.
    struct Entry: Sendable {
        var id: String
        var path: String
        /// Empty where the listing gives no day.
        var published: String
        var council = LedgerWorld.kent
        var type = "Children's services inspection"
        var title = "A report"
        /// Grows with every change, as `updated` does.
        var version = 0
    }

    /// Name and number; without a number the name alone is listed.
    struct Council: Sendable {
        let name: String
        let urn: String?
    }

    static let kent = Council(name: "Kent", urn: "80476")
    static let surrey = Council(name: "Surrey", urn: "80567")

    let run: ProgramRun
    private let publisher: LedgerPublisher
    private let server: LoopbackServer

    /// `feeds`: name and further keys of each; `tables`: the same of tables; `extra`: more top-level YAML.
    init(
        feeds: [(name: String, keys: String)] = [("pubs", "")], tables: [(name: String, keys: String)] = [],
        extra: String = ""
    ) async throws {
        let publisher = LedgerPublisher()
        self.publisher = publisher
        let server = try await LoopbackServer { await publisher.answer($0) }
        self.server = server
        let lines =
            feeds.map {
                "  - {name: \($0.name), kind: feed, url: '\(server.url)/\($0.name).atom', every: 1s\($0.keys)}"
            }
            + tables.map {
                "  - {name: \($0.name), kind: table, url: '\(server.url)/\($0.name).csv', every: 1s, \($0.keys)}"
            }
        run = try ProgramRun(
            configuration: """
                instance: test
                http: {per_host: {connections: 4, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 1s}}
                feeds:
                \(lines.joined(separator: "\n"))
                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                  - {name: reading, kind: log-file, path: alerts.log, format: text}
                routes:
                  - {name: all, receivers: [everything]}
                operators: {receivers: [reading]}
                \(extra)
                """)
    }

    /// Gives a feed of publications other further keys from now on; `nil` takes it out of the configuration.
    func configure(_ feed: String, _ keys: String?) throws {
        let lines = try run.folder.read("ratingwatch.yaml").split(separator: "\n", omittingEmptySubsequences: false)
        let changed = lines.compactMap { line -> String? in
            guard line.hasPrefix("  - {name: \(feed), kind: "), let head = line.firstRange(of: "every: 1s") else {
                return String(line)
            }
            return keys.map { line[..<head.upperBound] + $0 + "}" }
        }
        try run.folder.write("ratingwatch.yaml", changed.joined(separator: "\n"))
    }

    /// Has the feeds of publications be called otherwise, or lie elsewhere: by name, what `publish` calls the feed
    /// whose address each has.
    func configure(feeds: [String: String], keys: String = "") throws {
        let lines = try run.folder.read("ratingwatch.yaml").components(separatedBy: "\n")
        let own = lines.filter { $0.hasPrefix("  - {name: ") && $0.contains(", kind: feed, ") }
        let first = own.first.flatMap(lines.firstIndex(of:)) ?? 0
        var changed = lines.filter { !own.contains($0) }
        changed.insert(
            contentsOf: feeds.sorted { $0.key < $1.key }.map {
                "  - {name: \($0.key), kind: feed, url: '\(server.url)/\($0.value).atom', every: 1s\(keys)}"
            }, at: first)
        try run.folder.write("ratingwatch.yaml", changed.joined(separator: "\n"))
    }

    /// Has the one feed of the configuration lie at a second address too: what `publish` or `write` calls it.
    func addAddress(_ other: String) throws {
        let written = try run.folder.read("ratingwatch.yaml")
        let own = try #require(written.firstMatch(of: /url: '(.*\/)(\w+)\.(atom|csv)'/)).output
        let urls = "urls: ['\(own.1)\(own.2).\(own.3)', '\(own.1)\(other).\(own.3)']"
        try run.folder.write("ratingwatch.yaml", written.replacing(own.0, with: urls))
    }

    /// Has the first feed of the configuration stand last.
    func putFirstFeedLast() throws {
        var lines = try run.folder.read("ratingwatch.yaml").components(separatedBy: "\n")
        let feeds = lines.indices.filter { lines[$0].hasPrefix("  - {name: ") && lines[$0].contains("every: 1s") }
        guard let first = feeds.first, let last = feeds.last else { return }
        lines.insert(lines.remove(at: first), at: last)
        try run.folder.write("ratingwatch.yaml", lines.joined(separator: "\n"))
    }

    /// Lists an entry, or replaces the one with its id, with its document.
    func publish(_ entry: Entry, _ document: String?, in feed: String = "pubs") async {
        await publisher.publish(entry, document, in: feed)
    }

    /// A report of its own address, published on a day.
    func publish(
        _ id: String, _ document: String?, on day: String, of council: Council = kent, in feed: String = "pubs"
    ) async {
        await publish(Entry(id: id, path: "/\(id).html", published: day, council: council), document, in: feed)
    }

    /// What a table reads from now on.
    func write(_ table: String, _ rows: [String]) async {
        await publisher.serve("/\(table).csv", rows.joined(separator: "\n") + "\n")
    }

    /// Another document under an entry's address; the entry says that it was updated.
    func change(
        _ id: String, to document: String, in feed: String = "pubs", _ body: @Sendable (inout Entry) -> Void = { _ in }
    ) async {
        await publisher.change(id, document, in: feed, body)
    }

    /// All entries of a feed, changed by the test.
    func reset(_ feed: String = "pubs", _ body: @Sendable (inout [Entry]) -> Void) async {
        await publisher.reset(feed, body)
    }

    /// A document answers with that status; `nil` ends it.
    func answer(_ id: String, with status: Int?) async { await publisher.answer("/\(id).html", with: status) }

    /// Polls once, and answers what readers were told by it.
    func poll() async throws -> [LedgerAlert] {
        let before = run.lines().count
        // The feeds are due again, and so is what has failed.
        try await Task.sleep(for: .milliseconds(1200))
        let ended = try await run.run("run", "--once")
        #expect(ended.status == 0, "\(ended.complaints)")
        return try LedgerAlert.read(Array(run.lines().dropFirst(before)))
    }

    /// `2021-11-08 good first`: by inspection, what overall effectiveness was judged to be.
    func history(of council: Council = kent) async throws -> [String] {
        struct Report: Decodable {
            struct Inspection: Decodable {
                struct Judgement: Decodable {
                    let area: String
                    let grade: String
                    let direction: String?
                }

                let start: String?
                let judgements: [Judgement]
            }

            let inspections: [Inspection]
        }
        let printed = try await run.run("history", "ofsted:\(council.urn ?? "")", "--format", "json").output
        guard printed.hasPrefix("{") else { return [] }
        return try JSONDecoder().decode(Report.self, from: Data(printed.utf8)).inspections.map { inspection in
            let overall = inspection.judgements.first { $0.area == "overall-effectiveness" }
            return "\(inspection.start ?? "-") \(overall?.grade ?? "-") \(overall?.direction ?? "-")"
        }
    }
}

/// An alert as its reader sees it.
struct LedgerAlert: Decodable {
    struct Body: Decodable {
        struct Provider: Decodable {
            let id: String
            let name: String
        }

        struct Consequence: Decodable {
            let area: String
            let alert: String?
        }

        let direction: String?
        let provider: Provider?
        let inspection: SeenAlert.Inspection?
        let publication: SeenAlert.Publication?
        let judgements: [SeenAlert.Judgement]?
        let late: Bool?
        let follows: String?
        let because: String?
        let voids: [String]?
        let consequences: [Consequence]?
    }

    let id: String
    let type: String
    let data: Body

    /// `rating-changed declined Kent 2024-02-26`.
    var line: String {
        let kind = type.replacing("org.ratingwatch.", with: "").replacing(".v1", with: "")
        let words = [
            kind, data.direction == "none" ? nil : data.direction, data.late == true ? "late" : nil,
            data.provider?.name,
            data.inspection?.start,
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }

    static func read(_ lines: [String]) throws -> [LedgerAlert] {
        try lines.map { try JSONDecoder().decode(LedgerAlert.self, from: Data($0.utf8)) }
    }
}

extension [LedgerAlert] {
    var lines: [String] { map(\.line) }
}

/// What is published now.
private actor LedgerPublisher {
    private var feeds: [String: [LedgerWorld.Entry]] = [:]
    private var documents: [String: String] = [:]
    private var statuses: [String: Int] = [:]
    private var changes = 0

    func publish(_ entry: LedgerWorld.Entry, _ document: String?, in feed: String) {
        feeds[feed, default: []].removeAll { $0.id == entry.id }
        feeds[feed, default: []].insert(entry, at: 0)
        documents[entry.path] = document
    }

    func serve(_ path: String, _ text: String) { documents[path] = text }

    func change(_ id: String, _ document: String, in feed: String, _ body: (inout LedgerWorld.Entry) -> Void) {
        guard let index = feeds[feed]?.firstIndex(where: { $0.id == id }), var entry = feeds[feed]?[index] else {
            return
        }
        changes += 1
        entry.version = changes
        body(&entry)
        feeds[feed]?[index] = entry
        documents[entry.path] = document
    }

    func reset(_ feed: String, _ body: (inout [LedgerWorld.Entry]) -> Void) {
        let before = feeds[feed] ?? []
        body(&feeds[feed, default: []])
        // A document goes along to its new address.
        for (old, new) in zip(before, feeds[feed] ?? []) where old.path != new.path {
            documents[new.path] = documents[old.path]
        }
    }

    func answer(_ path: String, with status: Int?) { statuses[path] = status }

    func answer(_ request: RecordedRequest) -> ServerAnswer {
        if let status = statuses[request.path] { return ServerAnswer(status, text: "not now") }
        if let document = documents[request.target] ?? documents[request.path] {
            let type = request.path.hasSuffix(".csv") ? "text/csv" : "text/html"
            return ServerAnswer(headers: [("Content-Type", "\(type); charset=utf-8")], text: document)
        }
        let name = String(request.path.dropFirst()).replacing(".atom", with: "")
        guard request.path.hasSuffix(".atom") else { return ServerAnswer(404, text: "no such page") }
        let entries = (feeds[name] ?? []).map(Self.atom).joined(separator: "\n")
        return ServerAnswer(
            headers: [("Content-Type", "application/atom+xml")],
            text: """
                <?xml version="1.0" encoding="UTF-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:test,2020:\(name)</id><title>\(name)</title>
                <updated>2020-01-01T00:00:00Z</updated>
                \(entries)
                </feed>
                """)
    }

    private static func atom(_ entry: LedgerWorld.Entry) -> String {
        let minutes = "\(10 + entry.version / 60):\(entry.version % 60 < 10 ? "0" : "")\(entry.version % 60)"
        let days =
            "<published>\(entry.published)T08:00:00Z</published><updated>\(entry.published)T\(minutes):00Z</updated>"
        let number = entry.council.urn.map {
            "<category scheme=\"tag:test,2020:urn\" term=\"\($0)\" label=\"\(entry.council.name)\"/>"
        }
        return """
            <entry><id>\(entry.id)</id><title>\(entry.council.name): \(entry.title)</title>
            <link rel="alternate" type="text/html" href="\(entry.path)"/>
            \(entry.published.isEmpty ? "" : days)
            <category term="\(entry.type)"/>\(number ?? "")</entry>
            """
    }
}

/// Documents as inspectorates and newspapers print them.
enum LedgerDocument {
    /// Eleven days from a Monday on; `grades`: one letter for all areas, or one for each (leaders, help, care, leavers,
    /// overall).
    /// `heading`: what the heading on help and protection says instead, so that the report contradicts itself.
    /// `published`: the day of publication that it prints.
    static func report(
        _ council: String? = "Kent", from start: String, _ grades: String, heading: Character? = nil, note: String = "",
        published: String? = nil
    ) -> String {
        let areas = [
            "The impact of leaders on social work practice with children and families",
            "The experiences and progress of children who need help and protection",
            "The experiences and progress of children in care", "The experiences and progress of care leavers",
            "Overall effectiveness",
        ]
        let letters = grades.count == 1 ? Array(repeating: grades, count: 5) : grades.map(String.init)
        let rows = zip(areas, letters).map { "<tr><td>\($0)</td><td>\(words[$1] ?? "")</td></tr>" }
        let headings = zip(areas, letters).dropLast().enumerated().map { index, stated in
            "<h3>\(stated.0): \((words[index == 1 ? heading.map(String.init) ?? stated.1 : stated.1] ?? "").lowercased())</h3>"
        }
        let title =
            council.map { "Inspection of \($0) local authority children’s services" }
            ?? "Inspection of children’s services"
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(title)</title></head><body>
            <h1>\(title)</h1>
            <p>Inspection dates: \(printed(start)) to \(printed(start, later: 11))</p>
            <p>Lead inspector: Teresa Godfrey, His Majesty’s Inspector</p>
            \(published.map { "<p>Report published: \(printed($0))</p>" } ?? "")
            <table><tr><th>Judgement</th><th>Grade</th></tr>
            \(rows.joined(separator: "\n"))</table>
            \(headings.joined(separator: "\n"))\(note)</body></html>
            """
    }

    static func letter(_ council: String, on start: String, _ text: String = "We found no areas for priority action.")
        -> String
    {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Focused visit</title></head><body>
        <h1>Focused visit to \(council) local authority children’s services</h1>
        <p>This letter summarises the findings of the focused visit to \(council) children’s services on \(printed(start)) and
        \(printed(start, later: 1)).</p>
        <p>\(text)</p></body></html>
        """
    }

    static func article(_ council: String, _ grade: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>\(council) children's services found \(grade)</title></head><body><article>
        <h1>\(council) children's services found \(grade)</h1>
        <p>Ofsted made an inspection of local authority children’s services of \(council) County Council.</p>
        <p>The overall effectiveness of the services was judged as ‘\(grade)’.</p></article></body></html>
        """
    }

    private static let words = [
        "o": "Outstanding", "g": "Good", "r": "Requires improvement to be good", "i": "Inadequate",
    ]

    /// `2024-05-06` as `6 May 2024`.
    private static func printed(_ day: String, later days: Int = 0) -> String {
        let date = (try? Date(day + "T12:00:00Z", strategy: .iso8601)) ?? .distantPast
        let style = Date.FormatStyle(locale: Locale(identifier: "en_GB"), timeZone: .gmt).day().month(.wide).year()
        return date.addingTimeInterval(Double(days) * 86_400).formatted(style)
    }
}
