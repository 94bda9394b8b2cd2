import Configuration
import History
import Reports
import Text

/// What a command prints, and whether it found what it was asked for.
package struct Answer: Sendable {
    /// For standard output.
    package let output: String
    /// For standard error.
    package let complaint: String?
    package let isGood: Bool

    package init(_ output: String, complaint: String? = nil, isGood: Bool = true) {
        self.output = output
        self.complaint = complaint
        self.isGood = isGood
    }
}

/// A name that a user asked for and that nothing bears.
package struct UnknownName: Error, CustomStringConvertible {
    package let description: String
    /// True for a name out of the configuration, which the user can know, or one that more than one bears: wrong usage.
    /// A provider or an alert may be one that nobody has seen yet: a question without an answer.
    package let isWrongUsage: Bool

    package init(_ description: String, isWrongUsage: Bool = false) {
        self.description = description
        self.isWrongUsage = isWrongUsage
    }

    /// `what`: what should have borne it: `feed`; `known`: the names that there are.
    package init(_ name: String, of what: String, known: [String]) {
        isWrongUsage = true
        description = UnknownName.description(name, of: what, known: known)
    }

    /// `there is no region "Nort West"; did you mean North West?`, with all names where none is near and they are few.
    package static func description(_ name: String, of what: String, known: [String]) -> String {
        let near = NearNames.question(name, among: known)
        let few = near.isEmpty && (1...12).contains(known.count) ? "; known are \(known.joined(separator: ", "))" : near
        return "there is no \(what) \"\(name)\"\(few)"
    }
}

extension Setup {
    /// What the questions are asked of; `nil` where no daemon has begun a history yet.
    package var archive: Archive? {
        get throws(HistoryError) {
            return try Archive(
                configuration: configuration, frameworks: { try self.reports.catalogue },
                registry: { try self.reports.registry })
        }
    }

    /// The answer where there is no history.
    package func nothingYet(isGood: Bool) -> Answer {
        Answer(
            "", complaint: "there is no history in \(configuration.state) yet; `ratingwatch run` begins one",
            isGood: isGood)
    }
}
