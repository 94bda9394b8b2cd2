import ArgumentParser
import Daemon
import Queries
import System

struct Silence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: "Keeps matching alerts from every receiver for a while.",
        discussion:
            "What is silenced is raised and numbered all the same: `alerts` shows it, `explain` says why it went nowhere.",
        subcommands: [SilenceAdd.self, SilenceList.self, SilenceRemove.self])
}

struct SilenceAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds a silence, which begins now.",
        discussion: "Example: ratingwatch silence add --provider Kent --until 2d --why known")

    @OptionGroup var config: ConfigurationOption

    @Option(help: "How long: a duration from now, a date or an instant: 2d, 2026-12-01.")
    var until: String

    @Option(help: "The reason, for those who wonder later.")
    var why: String

    @Option(help: "Who asked for it (default: you).")
    var who: String?

    @Option(help: "A provider's id, number or name; more than one may be given.")
    var provider: [String] = []

    @Option(help: "A kind of provider: local-authority, school, …")
    var providerKind: [String] = []

    @Option(help: "A region: North West, …")
    var region: [String] = []

    @Option(help: "A framework's id: ilacs, …")
    var framework: [String] = []

    @Option(help: "A feed's name.")
    var feed: [String] = []

    @Option(help: "A kind of alert: rating-changed, …")
    var kind: [String] = []

    @Option(help: "improved, declined, mixed, unchanged or none.")
    var direction: [String] = []

    @Option(help: "An area's id: overall-effectiveness, …")
    var area: [String] = []

    func run() async throws {
        let setup = try config.load()
        let request = SilenceRequest(
            match: [
                "provider": provider, "provider_kind": providerKind, "region": region, "framework": framework,
                "feed": feed, "kind": kind, "direction": direction, "area": area,
            ], who: who ?? InvokingUser.name, why: why, until: until)
        let silence: RequestedSilence
        do {
            silence = try await setup.silence(for: request)
        } catch let error as SilenceMistake {
            Console.complain("\(error)\nnothing is silenced; see `ratingwatch silence add --help`")
            throw ExitCode.validationFailure
        } catch {
            Console.complain("ratingwatch: \(error)")
            throw ExitCode.failure
        }
        try await Console.answer { try await setup.add(silence, style: Console.style) }
    }
}

struct SilenceList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows the silences that hold now.",
        discussion: "Example: ratingwatch silence list")

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.silences(style: Console.style) }
    }
}

struct SilenceRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Ends a silence that was added by command.",
        discussion: "Example: ratingwatch silence remove 1")

    @Argument(help: "The silence's number, as `silence list` shows it.")
    var number: Int64

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.removeSilence(number) }
    }
}
