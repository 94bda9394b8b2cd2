import ArgumentParser
import Configuration
import Daemon

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Polls the configured feeds and writes alerts, in the foreground.",
        discussion: "Example: ratingwatch run --config my.yaml")

    @OptionGroup var config: ConfigurationOption

    @Flag(help: "Do all that is due now, then stop.")
    var once = false

    func run() async throws {
        let setup = try config.load(for: .run)
        do {
            try await setup.run(once: once, style: Console.style) { Console.print($0 + "\n") }
        } catch let error as StandsBack {
            Console.complain("ratingwatch: \(error)")
            // systemd does not start it again.
            throw ExitCode(78)
        } catch {
            Console.complain("ratingwatch: \(error)")
            throw ExitCode.failure
        }
    }
}
