import ArgumentParser
import Watcher

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the publications in feed documents, as JSON lines.")

    @Argument(help: "Feed documents.", completion: .file())
    var files: [String]

    @Option(help: "The kind of feed.")
    var kind = "feed"

    @Option(help: "The address that relative links are relative to.")
    var url: String?

    @Option(help: "The Content-Type that the documents were served with.")
    var contentType: String?

    func run() throws {
        var isComplete = true
        for file in files {
            guard let reading = FeedFileReading(file: file, kind: kind, base: url, contentType: contentType) else {
                throw ValidationError("--kind is one of \(FeedFileReading.kinds.joined(separator: ", "))")
            }
            Console.print(reading.lines)
            if reading.isUnreadable { isComplete = false }
        }
        if !isComplete { throw ExitCode.failure }
    }
}
