import Foundation
import History
import Inspections
import Queries
import Text

/// A list of alerts in the forms that programs subscribe to. Ids are the alerts' own, which never change.
struct NewsFeed {
    let title: String
    /// Of the feed itself.
    let address: SiteAddress
    /// The page that shows the same.
    let page: SiteAddress
    /// The newest first.
    let stories: [Story]
    /// What follows, where the list is full.
    var older: SiteAddress?
    let frame: Frame
    /// Whose next inspection a calendar shows as a band.
    var expected: (provider: Provider, next: ExpectedNext)?

    /// Absolute where the site says where it lies, else relative to the feed.
    private func reference(_ target: SiteAddress) -> String {
        frame.settings.base.map { $0 + (target == .front ? "" : target.path + target.query) }
            ?? target.relative(to: address)
    }

    /// The same for what must be absolute; `nil` where nobody has said where the site lies.
    private func absolute(_ target: SiteAddress) -> String? { frame.settings.base.map { _ in reference(target) } }

    /// When the newest was raised; a list without any is as old as time.
    private var updated: Date { stories.map(\.alert.time).max() ?? Date(timeIntervalSince1970: 0) }

    /// A tag that stays where the site moves, https://www.rfc-editor.org/rfc/rfc4151
    private var id: String {
        // The archive is what follows the list of all, and the same feed (RFC 5005, 3).
        let isOnAll = if case .newsArchive = address { true } else { SiteAddress.news(NewsFilter(), .atom) == address }
        return "urn:ratingwatch:\(isOnAll ? "alerts" : address.path)"
    }

    // MARK: - Atom, RFC 4287

    var atom: String {
        let entries = stories.map(entry)
        let next: Hypertext =
            older.map { "<link rel=\"next\" type=\"application/atom+xml\" href=\"\(reference($0))\"/>\n" } ?? ""
        let feed: Hypertext = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(frame.words.code)">
            <title>\(title)</title>
            <id>\(id)</id>
            <updated>\(updated.iso8601)</updated>
            <link rel="self" type="application/atom+xml" href="\(reference(address))"/>
            <link rel="alternate" type="text/html" href="\(reference(page))"/>
            \(next)<author><name>\(frame.settings.title)</name></author>
            <generator uri="https://ratingwatch.org/">ratingwatch</generator>
            \(entries.joined("\n"))
            </feed>

            """
        return feed.text
    }

    private func entry(_ story: Story) -> Hypertext {
        let report: Hypertext =
            WebLink(story.publication?.url).map {
                "<link rel=\"via\" href=\"\($0.text)\" title=\"\(frame.words[.report])\"/>\n"
            } ?? ""
        let urn: Hypertext =
            story.provider.flatMap { provider in
                provider.id.hasPrefix("ofsted:")
                    ? "<category scheme=\"urn:ofsted:urn\" term=\"\(String(provider.id.dropFirst("ofsted:".count)))\" label=\"\(provider.name)\"/>\n"
                    : nil
            } ?? ""
        return """
            <entry>
            <title>\(frame.headline(story))</title>
            <id>urn:ratingwatch:\(story.alert.id)</id>
            <published>\(story.alert.time.iso8601)</published>
            <updated>\(story.alert.time.iso8601)</updated>
            <link rel="alternate" type="text/html" href="\(reference(.alert(story.alert.id)))"/>
            \(report)\(urn)<category term="\(story.alert.kind)"/>
            <category term="\(story.alert.direction)"/>
            <summary>\(story.alert.summary)</summary>
            <content type="html">\(content(story).text)</content>
            </entry>
            """
    }

    /// What moved, with the words of the report.
    private func content(_ story: Story) -> Hypertext {
        let framework = story.inspection?.framework
        let moves = story.judgements.map { judgement -> Hypertext in
            let from: Hypertext =
                judgement.from.map { " \(frame.words[.from]) \(frame.names.grade($0, framework))" } ?? ""
            let to = judgement.to.map { frame.names.grade($0, framework) } ?? frame.words[.noGrade]
            let said: Hypertext =
                judgement.evidence.map { "<br>“\(Frame.shortened($0))”" } ?? ""
            return
                "<li>\(Names.capital(frame.names.area(judgement.area, framework))): \(to) (\(frame.words.direction(judgement.direction))\(from))\(said)</li>"
        }
        return "<p>\(story.alert.summary)</p><ul>\(moves.joined())</ul>"
    }

    // MARK: - JSON Feed 1.1

    var json: String {
        JSONValue.object(
            [
                .init("version", .string("https://jsonfeed.org/version/1.1")),
                .init("title", .string(title)),
                .init("language", .string(frame.words.code)),
            ]
                + [
                    ("home_page_url", absolute(page)), ("feed_url", absolute(address)),
                    ("next_url", older.flatMap(absolute)),
                ].compactMap { name, value in
                    value.map { .init(name, .string($0)) }
                } + [
                    .init("authors", .array([.object([.init("name", .string(frame.settings.title))])])),
                    .init("items", .array(stories.map(item))),
                ]
        ).text + "\n"
    }

    private func item(_ story: Story) -> JSONValue {
        var members: [JSONValue.Member] = [.init("id", .string("urn:ratingwatch:\(story.alert.id)"))]
        if let url = absolute(.alert(story.alert.id)) { members.append(.init("url", .string(url))) }
        if let report = WebLink(story.publication?.url) { members.append(.init("external_url", .string(report.text))) }
        members += [
            .init("title", .string(frame.headline(story))),
            .init("content_html", .string(content(story).text)),
            .init("summary", .string(story.alert.summary)),
            .init("date_published", .string(story.alert.time.iso8601)),
            .init("tags", .array([.string(story.alert.kind), .string(story.alert.direction)])),
        ]
        if let provider = story.provider {
            let urn = provider.id.hasPrefix("ofsted:") ? String(provider.id.dropFirst("ofsted:".count)) : nil
            members.append(
                .init(
                    "_provider",
                    .object(
                        [
                            .init("id", .string(provider.id)), .init("name", .string(provider.name)),
                        ] + (urn.map { [.init("urn", .string($0))] } ?? []))))
        }
        return .object(members)
    }

    // MARK: - Tables

    /// One row a judgement.
    var csv: String {
        CSVText.line([
            "sequence", "id", "time", "kind", "direction", "provider", "name", "framework", "start", "end", "area",
            "from", "to", "change", "printed", "page", "evidence", "published", "url", "summary", "feed",
            "taken_back_by",
        ])
            + stories.map { story in
                let rows: [AlertContent.Judgement?] = story.judgements.isEmpty ? [nil] : story.judgements
                return rows.map { row(story, $0) }.joined()
            }.joined()
    }

    private func row(_ story: Story, _ judgement: AlertContent.Judgement?) -> String {
        let inspection = story.inspection
        return CSVText.line([
            String(story.alert.sequence), story.alert.id, story.alert.time.iso8601, story.alert.kind,
            story.alert.direction, story.provider?.id ?? story.alert.subject, story.provider?.name ?? "",
            inspection?.framework ?? "", inspection?.start ?? "", inspection?.end ?? "", judgement?.area ?? "",
            judgement?.from ?? "", judgement?.to ?? "", judgement?.direction ?? "", judgement?.printed ?? "",
            judgement?.page.map(String.init) ?? "", judgement?.evidence ?? "", story.publication?.published ?? "",
            WebLink(story.publication?.url)?.text ?? "", story.alert.summary, story.alert.feed,
            story.takenBack.map(String.init) ?? "",
        ])
    }

    var calendar: String {
        Calendar(
            name: title, language: frame.words.code,
            events: stories.compactMap { story in
                story.day.map {
                    Calendar.Event(
                        id: story.alert.id, day: $0, title: frame.headline(story), text: story.alert.summary,
                        url: WebLink(story.publication?.url), stamp: story.alert.time)
                }
            } + (expected.flatMap { band(of: $0.provider, $0.next) }.map { [$0] } ?? [])
        ).text
    }

    private func band(of provider: Provider, _ next: ExpectedNext) -> Calendar.Event? {
        next.band.map {
            Calendar.Event(
                id: "next-\(provider.id.text)", day: $0.first, until: $0.last,
                title: frame.words(.expectedTitle, ["provider": provider.name]), text: frame.expectation(next),
                url: nil, stamp: Date(timeIntervalSince1970: Double(frame.firstDayOfYear.daysSinceEpoch) * 86_400),
                isTentative: true)
        }
    }
}

/// Whole days with titles, as RFC 5545 writes them.
struct Calendar {
    struct Event {
        let id: String
        let day: CalendarDate
        /// The last one; `nil` for the same.
        var until: CalendarDate?
        let title: String
        let text: String
        let url: WebLink?
        /// When it was recorded.
        let stamp: Date
        /// True for what may come otherwise.
        var isTentative = false
    }

    let name: String
    let language: String
    let events: [Event]

    var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ratingwatch//pages//EN", "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:" + Calendar.escaped(name),
        ]
        for event in events {
            let first = event.day.firstDay
            guard let next = CalendarDate(daysSinceEpoch: (event.until ?? event.day).lastDay.daysSinceEpoch + 1) else {
                continue
            }
            lines += [
                "BEGIN:VEVENT", "UID:" + Calendar.escaped(event.id) + "@ratingwatch",
                "DTSTAMP:" + Calendar.stamp(event.stamp), "DTSTART;VALUE=DATE:" + Calendar.digits(first),
                "DTEND;VALUE=DATE:" + Calendar.digits(next), "SUMMARY:" + Calendar.escaped(event.title),
                "DESCRIPTION:" + Calendar.escaped(event.text), "TRANSP:TRANSPARENT",
            ]
            // A comma or a semicolon is no part of a list in an address.
            if event.isTentative { lines.append("STATUS:TENTATIVE") }
            if let url = event.url { lines.append("URL:" + url.text) }
            lines.append("END:VEVENT")
        }
        lines.append("END:VCALENDAR")
        return lines.map { Calendar.folded($0) + "\r\n" }.joined()
    }

    private static func digits(_ day: CalendarDate) -> String { day.firstDay.iso.replacing("-", with: "") }

    private static func stamp(_ instant: Date) -> String {
        instant.iso8601.replacing("-", with: "").replacing(":", with: "")
    }

    static func escaped(_ text: String) -> String {
        // A line break becomes a space, as all that could begin another line.
        var out = String.UnicodeScalarView()
        for scalar in OutsideText.line(text).unicodeScalars {
            // By scalars: a comma with an accent over it is a comma to a calendar.
            if ["\\", ";", ","].contains(scalar) { out.append("\\") }
            out.append(scalar)
        }
        return String(out)
    }

    /// At most 75 bytes a line; the next begins with a space.
    static func folded(_ line: String) -> String {
        var out = ""
        var length = 0
        for scalar in line.unicodeScalars {
            let bytes = UTF8.width(scalar)
            if length + bytes > 75 {
                out += "\r\n "
                length = 1
            }
            out.unicodeScalars.append(scalar)
            length += bytes
        }
        return out
    }
}
