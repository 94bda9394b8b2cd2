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

    /// `what`: what should have borne it: `feed`; `known`: the names that there are; `many`: what is said where those
    /// are too many for a line and none is near.
    package init(_ name: String, of what: String, known: [String], many: String = "") {
        isWrongUsage = true
        description = UnknownName.description(name, of: what, known: known, many: many)
    }

    /// The one of these names that a user means, however it is written; throws where none is.
    package static func resolving(
        _ name: String, of what: String, among known: [String], many: String = ""
    ) throws(UnknownName) -> String {
        guard let meant = WrittenName.of(name, among: known) else {
            throw UnknownName(name, of: what, known: known, many: many)
        }
        return meant
    }

    /// `there is no region "Nort West"; did you mean North West?`, with all names where none is near and they are few.
    package static func description(_ name: String, of what: String, known: [String], many: String = "") -> String {
        "there is no \(what) \"\(name)\"\(hint(name, among: known, many: many))"
    }

    /// `; did you mean North West?`, else `; known are …` where they are few.
    static func hint(_ name: String, among known: [String], many: String = "") -> String {
        let near = NearNames.question(name, among: known)
        if !near.isEmpty || known.isEmpty { return near }
        return known.count > few ? many : "; known are \(known.joined(separator: ", "))"
    }

    private static let few = 40
}

extension Setup {
    /// What the questions are asked of; `nil` where no daemon has begun a history yet.
    package var archive: Archive? {
        get throws(HistoryError) {
            return try Archive(
                configuration: configuration, frameworks: { self.reports.catalogue },
                registry: { self.reports.registry })
        }
    }

    /// The answer where there is no history.
    package func nothingYet(isGood: Bool) -> Answer {
        Answer(
            "", complaint: "there is no history in \(configuration.state) yet; `ratingwatch run` begins one",
            isGood: isGood)
    }
}
