import Foundation
import Testing

/// The pages for people are held to the files that they name.
@Suite struct DocumentTests {
    static let root = ImportTests.root

    /// Every page in Markdown, by its path below the root.
    static let pages: [String] = {
        let docs = FileManager.default.enumerator(atPath: root.appending(path: "docs").path)?.allObjects ?? []
        let below = docs.compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
        return ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"] + below.sorted()
    }()

    static func text(_ page: String) throws -> String {
        try String(contentsOf: root.appending(path: page), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// Without what stands in blocks of code, which is an example.
    static func prose(_ text: String) -> String {
        text.components(separatedBy: "\n```").enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
    }

    /// What stands between single backticks.
    static func quoted(_ text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    /// Targets of links, without those that lead elsewhere or to another place of the page.
    static func links(_ text: String) -> [String] {
        text.components(separatedBy: "](").dropFirst().compactMap { rest in
            let target = rest.prefix { $0 != ")" && $0 != "#" }
            return target.isEmpty || target.contains(":") ? nil : String(target)
        }
    }

    @Test func theReadmeIsShort() throws {
        #expect(try Self.text("README.md").utf8.count <= 12_000)
    }

    @Test(arguments: pages) func everyRelativeLinkLeadsToAFile(page: String) throws {
        let folder = Self.root.appending(path: page).deletingLastPathComponent()
        for link in Self.links(Self.prose(try Self.text(page))) {
            let target = folder.appending(path: link).standardizedFileURL.path
            #expect(FileManager.default.fileExists(atPath: target), "\(page) links to \(link)")
        }
    }

    @Test(arguments: pages) func everyFileOfTheRepositoryThatIsNamedExists(page: String) throws {
        for word in Self.quoted(Self.prose(try Self.text(page))) {
            let folders = ["Sources/", "Tests/", "config/", "docs/", "packaging/", "systemd/"]
            guard folders.contains(where: word.hasPrefix), !word.contains("<"), !word.contains(" ") else { continue }
            #expect(Self.exists(word), "\(page) names \(word)")
        }
    }

    @Test func everyPageIsReachedFromTheReadme() throws {
        var reached: Set<String> = ["README.md"]
        var waiting = ["README.md"]
        while let page = waiting.popLast() {
            let folder = Self.root.appending(path: page).deletingLastPathComponent()
            for link in Self.links(Self.prose(try Self.text(page))) where link.hasSuffix(".md") {
                let target = folder.appending(path: link).standardizedFileURL.path
                let path = String(target.dropFirst(Self.root.standardizedFileURL.path.count).drop { $0 == "/" })
                if reached.insert(path).inserted { waiting.append(path) }
            }
        }
        #expect(Self.pages.count > 10)
        #expect(Self.pages.filter { !reached.contains($0) }.isEmpty)
    }

    /// A file of `Sources` that the page on one poll names, with what it says stands there.
    struct Step: Hashable {
        let file: String
        var names: [String]
    }

    /// The steps before the section on what differs elsewhere.
    static func steps() throws -> (steps: [Step], said: Int?) {
        let text = try Self.text("docs/one-poll.md")
        let way = text.components(separatedBy: "\n## What differs").first ?? ""
        var steps: [Step] = []
        for word in Self.quoted(Self.prose(way)) {
            if word.hasPrefix("Sources/"), word.hasSuffix(".swift") {
                steps.append(Step(file: word, names: []))
            } else if let last = steps.indices.last, word.allSatisfy({ $0.isLetter || $0.isNumber }) {
                steps[last].names.append(word)
            }
        }
        let number = text.firstRange(of: "The way leads through ").map { text[$0.upperBound...] }
        return (steps, number.flatMap { Int($0.prefix(while: \.isNumber)) })
    }

    @Test func onePollLeadsThroughNoMoreFilesThanItsPageSays() throws {
        let (steps, said) = try Self.steps()
        #expect(Set(steps.map(\.file)).count == (try #require(said)))
        #expect(steps.count <= 30)
        #expect(steps.count > 20)
    }

    @Test func everyFileOfOnePollHoldsWhatItsPageLooksForThere() throws {
        for step in try Self.steps().steps {
            let words = Set(try Self.text(step.file).split { !$0.isLetter && !$0.isNumber })
            #expect(!step.names.isEmpty, "\(step.file): the page does not say what to look for")
            for name in step.names { #expect(words.contains(Substring(name)), "\(step.file) holds no \(name)") }
        }
    }
}
