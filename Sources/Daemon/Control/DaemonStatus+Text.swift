import Inspections
import Queries
import Text

extension DaemonStatus {
    /// For people, a fact a line.
    func text(_ style: TerminalStyle, at times: ReadableTime) -> String {
        let trouble = troubled.sorted { $0.key < $1.key }.map { condition, names in
            let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
            return ("\(names.count) \(condition)", shown)
        }
        let pages = pagesPending.map { $0 == 0 ? "" : ", and \($0.counted("page")) of providers" } ?? ""
        let facts: [(String, String)] =
            [
                ("ratingwatch", "\(version), process \(pid), since \(times.text(iso8601: started))")
            ] + (troubles ?? []).map { ("in trouble", $0.text) } + [
                ("feeds", "\(feeds)" + (troubled.isEmpty ? ", all good" : ""))
            ] + trouble
            + (disabledReceivers.isEmpty
                ? [] : [("receivers disabled", disabledReceivers.joined(separator: ", "))]) + [
                ("record checked", recordChecked.map(times.text(iso8601:)) ?? "not yet"),
                ("next poll", nextPoll.map(times.text(iso8601:)) ?? "none"),
                ("documents to read", "\(publicationsPending)" + pages),
                ("deliveries waiting", "\(deliveriesWaiting)" + parts(times)),
                ("last alert", lastAlert.map { text(on: $0, times) } ?? "none"),
                ("memory", "\(residentBytes / 1_000_000) MB"),
            ]
        let width = facts.map(\.0.count).max() ?? 0
        return facts.map { name, value in
            style.strong(name) + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }

    private func text(on alert: LastAlert, _ times: ReadableTime) -> String {
        "\(alert.sequence), \(times.text(iso8601: alert.time)), \(PrintableLine.text(alert.summary))"
    }

    /// What the deliveries wait for; the most of them first.
    private func parts(_ times: ReadableTime) -> String {
        let parts = (waiting ?? []).sorted { ($1.count, $0.receiver) < ($0.count, $1.receiver) }
        if parts.isEmpty { return "" }
        let shown = parts.prefix(6).map { PrintableLine.text($0.text(times)) }.joined(separator: "; ")
        return ": \(shown)" + (parts.count > 6 ? "; …" : "")
    }
}
