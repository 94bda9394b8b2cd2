import Text

extension DaemonStatus {
    /// For people, a fact a line.
    func text(_ style: TerminalStyle) -> String {
        let trouble = troubled.sorted { $0.key < $1.key }.map { condition, names in
            let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
            return ("\(names.count) \(condition)", shown)
        }
        let pages = pagesPending.map { $0 == 0 ? "" : ", and \($0.counted("page")) of providers" } ?? ""
        let facts: [(String, String)] =
            [
                ("ratingwatch", "\(version), process \(pid), since \(started)")
            ] + (troubles ?? []).map { ("in trouble", $0.text) } + [
                ("feeds", "\(feeds)" + (troubled.isEmpty ? ", all good" : ""))
            ] + trouble
            + (disabledReceivers.isEmpty
                ? [] : [("receivers disabled", disabledReceivers.joined(separator: ", "))]) + [
                ("record checked", recordChecked ?? "not yet"),
                ("next poll", nextPoll ?? "none"),
                ("documents to read", "\(publicationsPending)" + pages),
                ("deliveries waiting", "\(deliveriesWaiting)"),
                (
                    "last alert",
                    lastAlert.map { "\($0.sequence), \($0.time), \(OutsideText.line($0.summary))" } ?? "none"
                ),
                ("memory", "\(residentBytes / 1_000_000) MB"),
            ]
        let width = facts.map(\.0.count).max() ?? 0
        return facts.map { name, value in
            style.strong(name) + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }
}
