package import History
package import Inspections
package import Text

/// The answer to `ratingwatch replay`.
package struct ReplayReport: Sendable {
    /// In the order in which the publications became known.
    private(set) var differences: [ReplayDifference] = []
    /// Documents that were read again.
    private(set) var read = 0
    /// What differs, as it reads today.
    package private(set) var readings: [(StoredPublication, Outcome)] = []
    /// What readers would hear, or have heard, of it: a line each.
    package var told: [String] = []
    /// True where it was recorded.
    package var isRecorded = false
    /// Documents that are recorded but not in the store.
    var notStored = 0
    /// Documents that could not be read from the store, each with its reason.
    package var complaints: [String] = []

    /// One document's differences.
    mutating func add(_ found: [ReplayDifference], of publication: StoredPublication, readAgain outcome: Outcome) {
        read += 1
        if !found.isEmpty { readings.append((publication, outcome)) }
        differences += found
    }

    package func text(_ style: TerminalStyle) -> String {
        let table = TextTable(
            header: ["published", "provider", "what", .text("stored"), .text("now"), .extra("document", 1)],
            rows: differences.map {
                TextTable.Row(
                    cells: [
                        $0.publication.published?.iso ?? "", $0.publication.providerID?.text ?? "", $0.what, $0.stored,
                        $0.now, $0.publication.documentURL ?? $0.publication.identity,
                    ], direction: "")
            })
        let news = told.map { (isRecorded ? "told: " : "would be told: ") + $0 + "\n" }.joined()
        return (differences.isEmpty ? "" : table.text(style)) + news + summary + "\n"
    }

    private var summary: String {
        let verb = isRecorded ? "are" : "would be"
        let found = readings.isEmpty ? "nothing differs" : "\(readings.count) \(verb) recorded differently"
        let missing = notStored == 0 ? "" : ", \(notStored) not stored"
        return "\(found), \(read.counted("document")) read\(missing)"
    }
}

/// One thing that would be recorded of a document in another way today.
struct ReplayDifference: Sendable {
    let publication: StoredPublication
    /// `state`, `provider`, `framework`, `inspection`, or the id of an area or of a letter's fact.
    let what: String
    /// Empty where there is nothing.
    let stored: String
    let now: String
}

/// How far a replay has come.
package struct ReplayProgress: Sendable, Hashable {
    /// Documents that are done.
    package let done: Int
    package let total: Int

    package var text: String { "\(done) of \(total.counted("document")) read" }
}

/// A publication whose document was read, as it was read: what operators have decided of it is no reading.
struct RecordedReading: Sendable {
    let publication: StoredPublication
    let state: PublicationState
    /// The grades that it was last trusted to state.
    let judgements: [Judgement]
    /// The facts that it was last trusted to state; `nil` where they were not kept.
    let facts: [String: String]?

    /// `stated`: all that was stated of it, in the order of recording.
    init(_ publication: StoredPublication, stated: [Inspections.Statement]) {
        self.publication = publication
        let read = stated.filter { $0.ruling == nil }
        let isDecided = publication.sha256.flatMap(stated.decision(onBytes:)) != nil
        state =
            isDecided ? (read.last?.trust == .doubtful ? .doubtful : .read) : publication.state
        let trusted = read.last { $0.trust == .trusted }
        judgements = trusted?.judgements ?? []
        facts = trusted?.facts
    }
}
