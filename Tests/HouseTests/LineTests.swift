import Foundation
import Testing

/// What the formatter leaves alone: how wide a comment may be, and how long a file.
@Suite struct LineTests {
    /// Every Swift file below a folder of the repository, by its path.
    private static func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: ImportTests.root.appending(path: folder).path)?.allObjects
        return (names ?? []).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") && !$0.contains("/.") }.map { "\(folder)/\($0)" }
    }

    private static func lines(of file: String) throws -> [Substring] {
        try DocumentTests.text(file).split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test(arguments: ["Sources", "Tests", "web/Sources"]) func commentsAreAtMost120LettersWide(folder: String) throws {
        let files = Self.files(below: folder)
        #expect(!files.isEmpty)
        for file in files {
            for (index, line) in try Self.lines(of: file).enumerated()
            where line.count > 120 && line.drop(while: { $0 == " " }).hasPrefix("//") {
                Issue.record("\(file):\(index + 1) has \(line.count) letters")
            }
        }
    }

    /// A file holds one concept; what needs more lines than this is more than one.
    @Test(arguments: ["Sources", "web/Sources"]) func filesHaveAtMost400Lines(folder: String) throws {
        for file in Self.files(below: folder) {
            let count = try Self.lines(of: file).count
            #expect(count <= 400, "\(file) has \(count) lines")
        }
    }
}
