import Queries
import Text

/// Why what is behind the question mark of an address cannot be answered, and what can be asked for instead. Whoever
/// asks for one region must not get all of England's for a slip.
struct QueryMistake: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// `nil` for what is understood, and for a page that shows the same whatever is asked of it. `path`: decoded, from
    /// the top.
    init?(in query: [(name: String, value: String)], ofPath path: String) {
        guard let taken = QueryMistake.names(takenBy: path) else { return nil }
        var values: [String: String] = [:]
        for (name, value) in query where !value.isEmpty && !QueryMistake.isOfTracker(name) {
            guard taken.contains(name) else {
                self.init("`\(QueryMistake.shown(name))` cannot be asked for here: \(QueryMistake.remedy(taken))")
                return
            }
            if let other = values[name], other != value {
                self.init("`\(name)` is given twice: give one value")
                return
            }
            if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0 == "\u{FFFD}" }) {
                self.init("`\(name)` is no text: write it in UTF-8, without control characters")
                return
            }
            values[name] = value
        }
        for name in ["before", "page"] {
            if let value = values[name], Int(value).map({ $0 >= 1 && $0 < 1_000_000_000 }) != true {
                self.init("`\(name)` takes a number from 1 on, not \"\(QueryMistake.shown(value))\"")
                return
            }
        }
        return nil
    }

    /// The one of these names that is meant, however it is written; throws where none is.
    static func resolving(_ name: String, of what: String, among known: [String]) throws(QueryMistake) -> String {
        do throws(UnknownName) {
            return try UnknownName.resolving(name, of: what, among: known)
        } catch {
            throw QueryMistake(error.description)
        }
    }

    /// What a page takes; `nil` for one that looks at nothing.
    private static func names(takenBy path: String) -> [String]? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let first = parts.first.map { String($0.prefix { $0 != "." }) }
        switch (first, parts.count) {
        case ("alerts", 1): return ["region", "direction", "kind", "provider", "since", "before"]
        case ("providers", 1), ("find", 1): return ["q", "page"]
        case ("compare", 1): return ["region", "group", "framework", "page"]
        // These say it all in their paths.
        case ("alerts", _), ("compare", _), ("providers", _): return []
        default: return nil
        }
    }

    private static func remedy(_ taken: [String]) -> String {
        taken.isEmpty
            ? "this address says all in its path; leave out the question mark and what follows it"
            : "take " + taken.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// What letters and social networks add to links.
    private static func isOfTracker(_ name: String) -> Bool { name.hasPrefix("utm_") || name.hasSuffix("clid") }

    private static func shown(_ text: String) -> String { String(OutsideText.line(text).prefix(60)) }
}
