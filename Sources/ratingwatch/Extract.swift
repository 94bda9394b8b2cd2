import ArgumentParser
import Queries

struct Extract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Shows what documents state.",
        discussion: "Example: ratingwatch extract report.pdf --format json")

    @Argument(help: "PDF, HTML or plain text files.", completion: .file())
    var files: [String]

    @Option(help: "text or json (one object per line).")
    var format = ExtractFormat.text

    @Option(name: .customLong("config"), help: .hidden)
    var configuration: String?

    func validate() throws {
        if configuration != nil {
            throw ValidationError(
                "extract reads by the framework data that comes with the program, and takes no --config: leave it out")
        }
    }

    func run() async throws {
        let extraction = try Extraction()
        var isComplete = true
        for file in files {
            let outcome = await extraction.read(file: file)
            Console.print(outcome.text(format))
            if outcome.isUnreadable { isComplete = false }
        }
        if !isComplete { throw ExitCode.failure }
    }
}
