import History
import Inspections

/// The answer to `ratingwatch replay`.
struct ReplayReport: Sendable {
    /// In the order in which the publications became known.
    private(set) var differences: [ReplayDifference] = []
    /// Documents that were read again.
    private(set) var read = 0
    private var differing = 0
    /// Documents that are recorded but not in the store.
    var notStored = 0
    /// Documents that could not be read from the store, each with its reason.
    var complaints: [String] = []

    /// One document's differences.
    mutating func add(_ found: [ReplayDifference]) {
        read += 1
        if !found.isEmpty { differing += 1 }
        differences += found
    }

    func text(_ style: TerminalStyle) -> String {
        let table = TextTable(
            header: ["published", "provider", "what", "stored", "now", "document"],
            rows: differences.map {
                TextTable.Row(
                    cells: [
                        $0.publication.published?.iso ?? "", $0.publication.providerID?.text ?? "", $0.what, $0.stored,
                        $0.now, $0.publication.documentURL ?? $0.publication.identity,
                    ], direction: "")
            })
        return (differences.isEmpty ? "" : table.text(style)) + summary + "\n"
    }

    private var summary: String {
        let found = differing == 0 ? "nothing differs" : "\(differing) would be recorded otherwise"
        let missing = notStored == 0 ? "" : ", \(notStored) not stored"
        return "\(found), \(read.counted("document")) read\(missing)"
    }
}
