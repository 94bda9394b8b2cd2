import ArgumentParser
import Foundation
import Pages

@main
struct RatingwatchWeb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratingwatch-web",
        abstract: "Serves what ratingwatch knows as web pages, to this machine only.",
        discussion: """
            It reads the record and nothing else. systemd starts it by its socket; by hand, name a port.

            Example: ratingwatch-web --config my.yaml --port 8080
            """)

    @Option(name: .customLong("config"), help: "The configuration file of the daemon.")
    var file = "/etc/ratingwatch/ratingwatch.yaml"

    @Option(help: "Listen at this port of 127.0.0.1, where systemd has opened no socket; 0 takes a free one.")
    var port: Int?

    @Option(
        help: "A name for the pages, beside localhost and the host of publish: {url}; may be repeated.")
    var host: [String] = []

    @Option(help: "Stop after this many seconds without a request; 0 for never.")
    var idle: Int = 0

    func validate() throws {
        if let port, !(0...65535).contains(port) { throw ValidationError("--port is a number from 0 to 65535") }
        if idle < 0 { throw ValidationError("--idle is a number of seconds, 0 or more") }
    }

    func run() async throws {
        let pages: PageServer
        do {
            pages = try PageServer(configuration: file, hosts: host) {
                RatingwatchWeb.complain("ratingwatch-web: \($0)")
            }
        } catch {
            RatingwatchWeb.complain("\(error)")
            throw ExitCode(78)
        }
        do {
            let socket = try ListeningSocket(port: port)
            // At once, also where it leads to a file or a pipe.
            FileHandle.standardOutput.write(Data("the pages are at \(socket.address)\n".utf8))
            try await WebServer(pages: pages, idleSeconds: idle).run(on: socket.descriptor)
        } catch {
            RatingwatchWeb.complain("ratingwatch-web: \(error)")
            throw ExitCode.failure
        }
    }

    private static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
