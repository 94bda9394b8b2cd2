import Foundation
import TestSupport

/// The oracle in Python, which works out from the releases of a table alone what is to be told of them.
enum TableOracle {
    private static let tool = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "tools/table_events.py").standardizedFileURL
    private static let data = Replay.shared.appending(path: "data")

    /// True where a file of the shared test data lies beside this checkout.
    static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: data.appending(path: name).path)
    }

    static func file(_ name: String) -> URL { data.appending(path: name) }

    /// The events of each release. `first`: `alert` or `baseline`.
    static func events(_ releases: [URL], first: String, columns: String? = nil) async throws -> [[TableEvent]] {
        struct Line: Decodable { let release: Int }
        let folder = try TemporaryFolder()
        var arguments = ["python3", tool.path, "--first", first]
        if let columns { arguments += ["--columns", try folder.write("columns.json", columns)] }
        let program = try RunningProgram(
            program: URL(filePath: "/usr/bin/env"), arguments: arguments + releases.map(\.path),
            output: folder.path("events"), complaints: folder.path("complaints"))
        await program.ended()
        guard program.status == 0 else {
            throw TableFailure(words: "the oracle: \((try? folder.read("complaints")) ?? "")")
        }
        var found = [[TableEvent]](repeating: [], count: releases.count)
        for line in try folder.read("events").split(separator: "\n").map({ Data($0.utf8) }) {
            let release = try JSONDecoder().decode(Line.self, from: line).release
            found[release].append(try JSONDecoder().decode(TableEvent.self, from: line))
        }
        return found
    }
}
