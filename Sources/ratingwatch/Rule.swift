import ArgumentParser
import Watcher

struct Rule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Records an operator's decision on a publication that is in doubt.",
        discussion: """
            It is kept with who decided, when and why. What follows from it is told at once; a running daemon delivers it.

            accept: what its document states is right.

            Example: ratingwatch rule https://example.org/report.pdf accept --why "the publisher confirmed it"
            """)

    enum Decision: String, ExpressibleByArgument, CaseIterable {
        case accept
    }

    @Argument(help: "The publication's address or its entry's id, as `ratingwatch publications` shows them.")
    var publication: String

    @Argument(help: "accept.")
    var decision: Decision

    @Option(help: "The reason, for those who ask later.")
    var why: String

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        switch decision {
        case .accept: try await Console.answer { try await setup.accept(publication, why: why) }
        }
    }
}
