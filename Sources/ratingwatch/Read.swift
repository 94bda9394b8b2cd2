import ArgumentParser
import Queries

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Shows the publications in feed documents, as JSON lines.",
        discussion: "Example: ratingwatch read publications.atom")

    @Argument(help: "Feed documents.", completion: .file())
    var files: [String]

    @Option(help: "The kind of feed; \"feed\" where none is given.")
    var kind: FeedFileKind?

    @Option(help: "Read them as this feed of the configuration is read; a page needs its expressions.")
    var feed: String?

    @Option(help: "The address against which relative links are resolved.")
    var url: String?

    @Option(help: "The Content-Type that the documents were served with.")
    var contentType: String?

    @OptionGroup var config: ConfigurationOption

    func validate() throws {
        if feed != nil, kind != nil { throw ValidationError("--feed says the kind too: leave out --kind") }
    }

    func run() throws {
        let how = try feed.map(configured) ?? kind ?? .feed
        var isComplete = true
        for file in files {
            let reading = FeedFileReading(file: file, by: how, base: url, contentType: contentType)
            Console.print(reading.lines)
            reading.complaints.forEach(Console.complain)
            if reading.isUnreadable { isComplete = false }
        }
        if !isComplete { throw ExitCode.failure }
    }

    private func configured(_ name: String) throws -> FeedFileKind {
        let setup = try config.load()
        do throws(UnknownName) {
            return try setup.fileKind(ofFeed: name)
        } catch {
            throw Console.ending(error)
        }
    }
}
