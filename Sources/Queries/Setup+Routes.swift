import Configuration
import Foundation
package import History
import Inspections
import Receivers
import Reports
package import Text

extension Setup {
    /// `ratingwatch routes test`; `since`: of alerts raised since then, in the user's own words, `nil` for all.
    package func testRoutes(since: String?, format: RoutesFormat, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let now = Date()
        var test = RoutesTest(configuration)
        let query = AlertQuery(since: since.flatMap { SinceText.instant($0, now: now) })
        try await archive.forEachRouted(query) { test.add($0) }
        if test.count + test.silenced == 0 { return Answer("", complaint: "no alert was raised then") }
        let areas = Set(configuration.routes.flatMap(\.match.areas)).sorted()
        let said = [test.remark].compactMap(\.self) + (try await archive.doubts(ofAreas: areas))
        return Answer(
            test.text(format, style: style, now: now), complaint: said.isEmpty ? nil : said.joined(separator: "\n"))
    }

    /// `ratingwatch preview RECEIVER ALERT`; `isHTML`: of a mail what those see who read HTML.
    package func preview(_ receiver: String, of alert: String, isHTML: Bool) async throws -> Answer {
        let found = try known(receiver: receiver)
        guard let archive = try archive else { return nothingYet(isGood: false) }
        let record: AlertRecord
        switch try await archive.alert(alert) {
        case .found(let stored): record = stored.record
        case .several: throw UnknownName(AlertSearch.ambiguity(alert), isWrongUsage: true)
        case .unknown(let last): throw UnknownName(AlertSearch.complaint(alert, last: last), isWrongUsage: true)
        }
        let preview = try found.receiver.preview(record, names: ReaderNames(reports.catalogue))
        return answer(preview, to: found, isHTML: isHTML)
    }

    /// `ratingwatch preview RECEIVER`: what waits for its next digest, as that would be sent.
    package func previewDigest(to receiver: String, isHTML: Bool) async throws -> Answer {
        let found = try known(receiver: receiver)
        guard case .email(let email) = found.receiver, let schedule = found.digest else {
            throw UnknownName("\(found.name) gets each alert by itself: name one", isWrongUsage: true)
        }
        guard let archive = try archive else { return nothingYet(isGood: false) }
        let watched = configuration.feeds.map { WatchedFeed(name: $0.name, url: $0.url) }
        let (waiting, coverage) = try await archive.history.read("look up what waits for a digest") { history in
            (
                try history.alertsBeforeDigest(receiver: found.name).map(\.record),
                watched.isEmpty ? nil : try history.coverage(of: watched)
            )
        }
        let now = Date()
        let instant = schedule.next(after: now)
        let due = ReadableTime(now: now).text(instant)
        if waiting.isEmpty {
            return Answer("", complaint: "nothing waits yet for the digest of \(due) to \(found.name)")
        }
        let preview = try email.preview(
            digest: waiting, of: instant, note: coverage?.note, names: ReaderNames(reports.catalogue))
        let shown = answer(preview, to: found, isHTML: isHTML)
        return Answer(
            shown.output, complaint: "the digest of \(due), with what waits by now: \(waiting.count.counted("alert"))")
    }

    private func answer(_ preview: MessagePreview, to receiver: ReceiverConfiguration, isHTML: Bool) -> Answer {
        if isHTML {
            guard let html = preview.html else {
                return Answer("", complaint: "\(receiver.name) gets no HTML; leave out --html", isGood: false)
            }
            return Answer(Setup.printable(html))
        }
        let fields = preview.fields.map { "\($0.name): \(OutsideText.line($0.value))\n" }.joined()
        return Answer(fields + "\n" + Setup.printable(preview.body))
    }

    /// Line by line fit for a terminal: an operator's template may hold any character.
    private static func printable(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { OutsideText.line(String($0)) }
            .joined(separator: "\n") + (text.hasSuffix("\n") ? "" : "\n")
    }
}

extension Archive {
    /// The alert that a user means by its id, the beginning of one, or its number.
    func alert(_ text: String) async throws(HistoryError) -> AlertSearch {
        try await history.read("look up an alert") { try AlertSearch(text, in: $0) }
    }

    /// All that the query asks for, in order of sequence.
    package func forEachRouted(_ query: AlertQuery, _ take: (RecordedRouting) -> Void) async throws(HistoryError) {
        var last = 0
        while case let page = try await routedAlerts(query, after: last, limit: 500), let end = page.last {
            page.alerts.forEach(take)
            last = end
        }
    }
}
