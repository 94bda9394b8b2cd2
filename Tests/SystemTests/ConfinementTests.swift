import Foundation
import TestSupport
import Testing

@testable import System

/// What a program can do that a hostile document has taken over.
@Suite struct ConfinementTests {
    private static let source = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "confinement-probe.c").path
    private static let limits = ChildProcess.Limits(seconds: 5, memory: 512 << 20)

    private func run(
        _ program: String, _ arguments: [String] = [], input: String = "", deadline: Double = 30
    ) throws -> ChildProcess.Result {
        try ChildProcess(
            program: program, arguments: arguments, limits: Self.limits, outputLimit: 1_000_000, deadline: deadline
        ).run(input: Array(input.utf8))
    }

    /// Compiled here, as the package's own programs load Swift's libraries, which no confined program may read.
    private func probe(in folder: TemporaryFolder) async throws -> String {
        let path = folder.path("probe")
        try folder.write("compiler", "")
        let compiler = try RunningProgram(
            program: URL(filePath: "/usr/bin/env"), arguments: ["clang", "-O1", "-o", path, Self.source],
            output: "/dev/null", complaints: folder.path("compiler"))
        await compiler.ended()
        let said = try folder.read("compiler")
        #expect(compiler.status == 0, "\(said)")
        return path
    }

    @Test(.enabled(if: Confinement.hasLandlock, "needs a kernel with Landlock"))
    func nothingBeyondItsOwnStreamsSucceeds() async throws {
        let (folder, tools) = (try TemporaryFolder(), try TemporaryFolder())
        let probe = try await probe(in: tools)
        let file = try folder.write("history.sqlite", String(repeating: "x", count: 5000))
        let result = try run(probe, input: file + "\n")
        #expect(result.errors == "none of 43 attempts came through\n", "\(result.errors)")
        #expect(result.ending == .exited(9))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["history.sqlite"])
    }

    /// Without the confinement the same attempts come through: the probe can fail.
    @Test func theProbeFindsWhatIsOpen() async throws {
        let folder = try TemporaryFolder()
        let probe = try await probe(in: folder)
        try folder.write("said", "")
        let program = try RunningProgram(
            program: URL(filePath: probe), arguments: [], output: "/dev/null", complaints: folder.path("said"))
        await program.ended()
        let said = try folder.read("said")
        for name in ["tcp", "any-socket", "signal", "grandchild", "shell", "memory-file", "passwords", "processes"] {
            #expect(said.contains(" \(name)"), "\(said)")
        }
    }

    @Test func itReadsWhatItIsGivenAndWritesItsAnswer() throws {
        #expect(try run("cat", input: "a\nb\n").output == Array("a\nb\n".utf8))
        #expect(try run("cat", ["/etc/passwd"]).ending == .exited(1))
    }

    @Test func whatDoesNotEndIsKilled() throws {
        #expect(try run("yes").ending == .overOutput)
        #expect(throws: ChildProcess.Failure.self) { try run("no-such-program-at-all") }
    }
}
