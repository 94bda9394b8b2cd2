import ArgumentParser
import Daemon

struct Rule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule",
        abstract: "Records an operator's decision on a publication that is in doubt.",
        discussion: """
            It is kept with who decided, when and why. What follows from it is told at once; a running daemon delivers it.

            accept: what its document states is right.
            reject: nothing that it states counts.
            state AREA=GRADE …: it states these grades; of a letter priority_action=yes, remain or no.
            withdraw: the decision before no longer holds.

            Example: ratingwatch rule https://example.org/report.pdf accept --why "the publisher confirmed it"
            """)

    @Argument(help: "The publication's address or its entry's id, as `ratingwatch doubts` shows them.")
    var publication: String

    @Argument(help: "accept, reject, withdraw or state.")
    var decision: RuleRequest.Decision

    @Argument(help: "With state: area and grade, such as overall-effectiveness=good; of a letter priority_action=yes.")
    var grades: [String] = []

    @Option(help: "The reason, for those who ask later.")
    var why: String

    @Option(help: "With state: the first day of the inspection, if the document has another.")
    var start: String?

    @Option(help: "With state: its last day.")
    var end: String?

    @Option(help: "With state: the framework, if the document's is not known.")
    var framework: String?

    @OptionGroup var config: ConfigurationOption

    func validate() throws {
        if why.allSatisfy(\.isWhitespace) { throw ValidationError("--why must give a reason") }
        if decision == .state, grades.isEmpty { throw ValidationError("state takes at least one AREA=GRADE") }
        if decision != .state, !grades.isEmpty || start != nil || end != nil || framework != nil {
            throw ValidationError("AREA=GRADE, --start, --end and --framework are only for state")
        }
        if let wrong = grades.first(where: { RuleWords.pair($0) == nil }) {
            throw ValidationError("\"\(wrong)\" is not AREA=GRADE, such as overall-effectiveness=good")
        }
        for day in [start, end].compactMap(\.self) where RuleWords.day(day) == nil {
            throw ValidationError("\"\(day)\" is not a day such as 2024-05-16")
        }
    }

    func run() async throws {
        let request = RuleWords.request(
            publication, decision, grades: grades, framework: framework, start: start, end: end, why: why)
        let setup = try config.load()
        try await Console.answer { try await setup.rule(request) }
    }
}

extension RuleRequest.Decision: ExpressibleByArgument {}
