import Foundation
import TestSupport

/// The replaying publisher, as a process with a clock.
final class Replay: Sendable {
    static let shared = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared").standardizedFileURL

    static var isAvailable: Bool {
        FileManager.default.fileExists(atPath: shared.appending(path: "tools/publisher.py").path)
    }

    let url: String
    private let folder: TemporaryFolder
    private let program: RunningProgram

    init(at date: String) throws {
        folder = try TemporaryFolder()
        let output = folder.path("publisher.out")
        program = try RunningProgram(
            program: URL(filePath: "/usr/bin/env"),
            arguments: [
                "python3", Replay.shared.appending(path: "tools/publisher.py").path, "--data",
                Replay.shared.appending(path: "data").path, "--port", "0", "--at", date,
            ], output: output, complaints: folder.path("publisher.err"))
        struct Ready: Decodable { let url: String }
        let deadline = Date().addingTimeInterval(30)
        while true {
            if let bytes = FileManager.default.contents(atPath: output),
                let ready = try? JSONDecoder().decode(Ready.self, from: bytes)
            {
                url = ready.url
                return
            }
            guard Date() < deadline else { throw ReplayFailure.notReady }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    func stop() { program.terminate() }

    /// Sets the publisher's clock to noon of a day.
    func move(to date: String) async throws { _ = try await post("__clock", ["at": date]) }

    /// The next `times` answers whose path begins so are spoilt.
    func spoil(_ path: String, _ kind: String, value: Int? = nil, times: Int) async throws {
        var fault: [String: any Encodable] = ["path_prefix": path, "kind": kind, "times": times]
        fault["value"] = value
        _ = try await post("__fault", fault)
    }

    /// All requests since the publisher began.
    func requests() async throws -> [ReplayRequest] {
        struct Log: Decodable { let requests: [ReplayRequest] }
        return try JSONDecoder().decode(Log.self, from: try await ask("\(url)/__requests")).requests
    }

    /// Letters and area SEND reports published until now, each with the alert that it deserves.
    func ungradedAndSEND() async throws -> [ReplayOutcome] {
        struct Truth: Decodable { let outcomes: [ReplayOutcome] }
        return try JSONDecoder().decode(Truth.self, from: try await ask("\(url)/__truth/outcomes")).outcomes
            .filter { $0.kind != "report" }
    }

    /// What changed between the monthly tables of schools that were the newest on two days.
    func schoolChanges(from first: String, to second: String) async throws -> [SchoolChange] {
        struct Truth: Decodable { let changes: [SchoolChange] }
        let answer = try await ask("\(url)/__truth/mi?from=\(first)&to=\(second)")
        return try JSONDecoder().decode(Truth.self, from: answer).changes
    }

    private func post(_ path: String, _ body: [String: any Encodable]) async throws -> Data {
        let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
        return try await ask("-X", "POST", "\(url)/\(path)", "-d", json)
    }

    private func ask(_ arguments: String...) async throws -> Data {
        let output = folder.path(UUID().uuidString)
        let curl = try RunningProgram(
            program: URL(filePath: "/usr/bin/env"), arguments: ["curl", "-sf"] + arguments, output: output,
            complaints: folder.path("curl.err"))
        await curl.ended()
        guard curl.status == 0, let answer = FileManager.default.contents(atPath: output) else {
            throw ReplayFailure.control
        }
        return answer
    }

    /// The first of each month from February 2014 to September 2026.
    static let months: [String] = (2014...2026).flatMap { year in
        (1...12).compactMap { month in
            (year == 2014 && month == 1) || (year == 2026 && month > 9)
                ? nil : "\(year)-\(month < 10 ? "0" : "")\(month)-01"
        }
    }

    /// How many publications of all kinds have appeared by a day.
    static func publications(until date: String) -> Int {
        ["reports", "letters", "send"].reduce(0) { $0 + published(in: $1).filter { $0 <= date }.count }
    }

    /// The dates of publication stand in the names of the files.
    private static func published(in folder: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: shared.appending(path: "data/\(folder)").path)
        return (files?.allObjects ?? []).compactMap { $0 as? String }.filter { $0.hasSuffix(".pdf") }
            .map { String($0.split(separator: "/").last?.prefix(10) ?? "") }
    }

    /// Of `sif` and `ilacs`, after the baseline.
    static func expectedEvents() throws -> [ReplayEvent] {
        let text = try String(contentsOf: shared.appending(path: "data/expected-events.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map {
            try JSONDecoder().decode(ExpectedEvent.self, from: Data($0.utf8))
        }.filter { $0.kind != "baseline" }.map(ReplayEvent.init)
    }
}
