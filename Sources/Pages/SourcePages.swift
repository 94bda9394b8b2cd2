import Configuration
import Foundation
import History
import Inspections
import Queries
import Text

/// Which sources are watched and how far they reach.
struct CoveragePage {
    let feeds: [FeedsReport.Line]
    let strip: CoverageStrip
    let shares: [GradeShares]

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let rows = feeds.map { line -> [Hypertext] in
            [
                Hypertext(of: line.feed.name),
                frame.link(outside: line.address, Hypertext(of: RedactedAddress(line.address, withPath: false).text)),
                "\(Words.count(line.known))",
                line.state?.baselineAt.flatMap { CalendarDate(london: $0) }.map(frame.time)
                    ?? Hypertext(of: words[.never]),
                line.state?.lastSuccess.flatMap { CalendarDate(london: $0) }.map(frame.time)
                    ?? Hypertext(of: words[.never]),
            ]
        }
        let list = frame.table(
            caption: words[.sources],
            header: [words[.feed], words[.address], words[.documents], words[.watchedSince], words[.lastRead]],
            rows: rows)
        let frameworks = shares.map { share -> [Hypertext] in
            [
                Hypertext(of: Names.capital(frame.names.framework(share.framework))),
                Hypertext(of: Names.capital(frame.names.area(share.area, share.framework))),
                "\(Words.count(share.total))",
            ]
        }
        let reach: Hypertext =
            frameworks.isEmpty
            ? ""
            : "<h2 class=\"section\">\(words[.byFramework])</h2>\n"
                + frame.table(
                    caption: words[.byFramework], header: [words[.framework], words[.area], words[.providers]],
                    rows: frameworks)
        return frame.document(
            title: words[.coverage],
            """
            <div class="wrap">
            <h1>\(words[.coverage])</h1>
            <p>\(words(.ofProviders, ["count": Words.count(strip.providers)])). \(words[.copyNote])</p>
            \(list)
            \(reach)
            </div>
            """)
    }
}

extension FeedsReport.Line {
    /// Where it is asked, without what may be secret in it.
    var address: String { AddressText.base(state?.address ?? feed.url) }
}

/// How the sources do, and what is in doubt.
struct FeedsPage {
    let feeds: [FeedsReport.Line]
    let doubts: [(publication: StoredPublication, since: Date?)]
    let inDoubt: [String: Int]

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let rows = feeds.map { line -> [Hypertext] in
            [
                Hypertext(of: line.feed.name),
                "<span class=\"condition \(line.condition == .good ? "good" : "bad")\">\(words.condition(line.condition))</span>",
                "\(Words.count(line.known))", "\(Words.count(line.pending))",
                "\(Words.count(inDoubt[line.feed.name] ?? 0))",
                line.state?.lastSuccess.flatMap { CalendarDate(london: $0) }.map(frame.time)
                    ?? Hypertext(of: words[.never]),
            ]
        }
        let list = frame.table(
            caption: words[.health],
            header: [
                words[.feed], words[.condition], words[.documents], words[.toRead], words[.inDoubt], words[.lastRead],
            ], rows: rows)
        let doubtful: Hypertext =
            doubts.isEmpty
            ? "<p class=\"empty\">\(words[.noDoubts])</p>"
            : frame.table(
                caption: words[.doubts], header: [words[.document], words[.provider], words[.reason], words[.since]],
                rows: doubts.prefix(100).map { doubt($0.publication, since: $0.since, frame) })
        return frame.document(
            title: words[.sources],
            """
            <div class="wrap">
            <h1>\(words[.sources])</h1>
            \(list)
            \(frame.settings.showsDeliveries ? "<p class=\"more\">\(frame.link(.deliveries, Hypertext(of: words[.deliveries])))</p>" : "")
            <h2 class="section">\(words[.doubts])</h2>
            \(doubtful)
            </div>
            """)
    }

    private func doubt(_ publication: StoredPublication, since: Date?, _ frame: Frame) -> [Hypertext] {
        let title = publication.title ?? publication.documentURL ?? publication.identity
        let name = Hypertext(of: publication.providerName ?? publication.providerID?.text ?? "–")
        return [
            frame.link(outside: publication.documentURL, Hypertext(of: Frame.shortened(title, to: 120))),
            publication.providerID.map { frame.link(.provider($0), name) } ?? name,
            Hypertext(of: Frame.shortened(publication.reason ?? "")),
            since.flatMap { CalendarDate(london: $0) }.map(frame.time) ?? "–",
        ]
    }
}

extension Words {
    func condition(_ condition: FeedsReport.Line.Condition) -> String {
        switch condition {
        case .good: self[.conditionGood]
        case .failing: self[.conditionFailing]
        case .held: self[.conditionHeld]
        case .ended: self[.conditionEnded]
        case .quiet: self[.conditionQuiet]
        case .shrank: self[.conditionShrank]
        case .notPolled: self[.conditionNew]
        }
    }
}

/// How to read the site, and how to take its data along.
struct AboutPage {
    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let links: [(SiteAddress, String)] = [
            (.news(NewsFilter(), .atom), words[.atom]), (.news(NewsFilter(), .json), "JSON Feed"),
            (.news(NewsFilter(), .csv), words[.csv]), (.news(NewsFilter(), .ics), words[.calendar]),
            (.api(.description), words[.openAPI]),
        ]
        let items = links.map { "<li>\(frame.link($0, Hypertext(of: $1)))</li>" as Hypertext }
        return frame.document(
            title: words[.about],
            """
            <div class="wrap narrow prose">
            <h1>\(words[.about])</h1>
            <h2>\(words[.how])</h2>
            <p>\(words[.howText])</p>
            <h2>\(words[.dataTitle])</h2>
            <p>\(words[.dataText])</p>
            <ul>\(items.joined())</ul>
            </div>
            """)
    }
}

/// Says why there is no page.
struct NoPage {
    let title: String
    /// What to do about it.
    let text: String

    func html(_ frame: Frame) -> Hypertext {
        frame.document(
            title: title,
            """
            <div class="wrap narrow">
            <h1>\(title)</h1>
            <p>\(text) \(frame.link(.front, Hypertext(of: frame.words[.news])))</p>
            </div>
            """)
    }
}
