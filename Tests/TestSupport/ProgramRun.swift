package import Foundation

/// The built program, run as its user runs it, with a configuration of its own in a folder of its own.
package final class ProgramRun: Sendable {
    package struct Finished: Sendable {
        package let status: Int32
        package let output: String
        package let complaints: String
    }

    package let folder: TemporaryFolder
    package let configuration: String

    /// `configuration` is YAML; `state:` and `logs:` are added, inside the folder, and the record where there is a
    /// server for tests.
    package init(configuration: String) throws {
        folder = try TemporaryFolder()
        var lines = ["state: \(folder.path("state"))", "logs: \(folder.path("log"))"]
        if let server = TestServer.address {
            lines.append("history: {database: \"\(try TestServer.schema(folder.path("state"), on: server))\"}")
        }
        self.configuration = try folder.write("ratingwatch.yaml", (lines + [configuration]).joined(separator: "\n"))
    }

    package static var program: URL {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "ratingwatch")
    }

    /// Runs a command to its end; `--config` is added where `isConfigured`.
    package func run(_ arguments: String..., isConfigured: Bool = true) async throws -> Finished {
        try await run(arguments: arguments, isConfigured: isConfigured)
    }

    /// `output`: a device that takes what is printed, in place of a file that is read.
    package func run(
        arguments: [String], isConfigured: Bool = true, output device: String? = nil
    ) async throws -> Finished {
        let name = UUID().uuidString
        let process = try launch(
            arguments + (isConfigured ? ["--config", configuration] : []), output: device ?? folder.path("\(name).out"),
            complaints: "\(name).err")
        await process.ended()
        return Finished(
            status: process.status, output: device == nil ? try folder.read("\(name).out") : "",
            complaints: try folder.read("\(name).err"))
    }

    /// Starts the daemon; its diagnostics are appended to `daemon.err`.
    package func startDaemon(preloading library: String? = nil) throws -> RunningProgram {
        try launch(
            ["run", "--config", configuration], preloading: library, output: folder.path("daemon.out"),
            complaints: "daemon.err")
    }

    /// As `startDaemon()`, after the contact in the configuration was set: a server tells by the User-Agent what a
    /// killed daemon asked from what the next one asks.
    package func startDaemon(contact: String) throws -> RunningProgram {
        let configured = try folder.read("ratingwatch.yaml")
        try folder.write(
            "ratingwatch.yaml", configured.replacing(#/contact: [^,}]*/#) { _ in "contact: \(contact)" })
        return try startDaemon()
    }

    package var diagnostics: String { (try? folder.read("daemon.err")) ?? "" }

    /// The lines of a log, none where it does not exist yet.
    package func lines(of log: String = "alerts.jsonl") -> [String] {
        let text = (try? folder.read("log/\(log)")) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    private func launch(
        _ arguments: [String], preloading library: String? = nil, output: String, complaints: String
    ) throws -> RunningProgram {
        try RunningProgram(
            program: ProgramRun.program, arguments: arguments, preloading: library, output: output,
            complaints: folder.path(complaints))
    }
}
