import ArgumentParser
import Queries

struct Ratings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratings",
        abstract: "Shows the grades that stand today, of every provider, or how many stood at which through the years.",
        discussion: """
            A grade stands until a later inspection grades its area again, or no longer has it.

            Example: ratingwatch ratings --region "North West" --area overall-effectiveness
            """)

    @OptionGroup var config: ConfigurationOption

    @Option(help: "Only those of providers in this region: \"North West\".")
    var region: String?

    @Option(help: "Only those in this area: overall-effectiveness.")
    var area: String?

    @Option(help: "Only those under this framework: ilacs.")
    var framework: String?

    @Option(help: "Only those of the providers of this group: of `groups:`, of a portfolio, or \"Greater Manchester\".")
    var group: String?

    @Option(help: "Only those at this grade: inadequate; one of several: inadequate,requires-improvement.")
    var grade: [String] = []

    @Flag(help: "How many providers stood at which grade at the end of each year, by region.")
    var throughTime = false

    @Option(help: "table, csv, or json: one object a line.")
    var format = RatingsFormat.table

    func validate() throws {
        if throughTime, !grade.isEmpty { throw ValidationError("--through-time counts every grade: leave out --grade") }
    }

    func run() async throws {
        let setup = try config.load()
        let question = RatingsQuestion(
            region: region, area: area, framework: framework, group: group, grades: grade)
        try await Console.answer(paged: true) {
            if throughTime {
                return try await setup.gradesThroughTime(question, format: format, style: Console.style)
            }
            return try await setup.ratings(question, format: format, style: Console.style, print: Console.print)
        }
    }
}
