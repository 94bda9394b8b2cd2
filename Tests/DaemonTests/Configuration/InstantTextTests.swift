import Foundation
import System
import Testing
import Text

@testable import Configuration

/// What users write: instants, files, addresses.
@Suite struct InstantTextTests {
    @Test(arguments: [
        ("2024-05-16", 1_715_817_600), ("2024-05-16T08:00:00Z", 1_715_846_400),
        ("2024-05-16T08:00:00+01:00", 1_715_842_800), ("2024-02-29T23:59:59Z", 1_709_251_199),
    ])
    func anInstantIsRead(text: String, seconds: Double) {
        #expect(InstantText.instant(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "2024-05-01T25:00:00Z", "2024-05-01T24:00:00Z", "2024-05-01T23:60:00Z", "2024-05-01T23:00:60Z",
        "2024-02-30T10:00:00Z", "2023-02-29T10:00:00Z", "2024-13-01T10:00:00Z", "2024-05-01T10:00:00+25:00",
        "2024-02-30",
        "soon", "", "2024-05-01T", "T10:00:00Z",
    ])
    func anInstantThatNeverComesIsRefused(text: String) {
        #expect(InstantText.instant(text) == nil)
        #expect(InstantText.asOf(text) == nil)
    }

    @Test func aPipeIsReadToItsEnd() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("told".utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try FileFault.bytes(of: path) == Array("told".utf8))
        #expect(throws: FileFault.missing) { try FileFault.bytes(of: "/no/such/file") }
        #expect(throws: FileFault.folder) { try FileFault.bytes(of: "/") }
    }

    @Test(arguments: [
        ("HTTP://Example.ORG/A?B", "http://example.org/A?B"), ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443", "https://example.org"), ("https://example.org:/a", "https://example.org/a"),
        ("https://example.org:80/a", "https://example.org:80/a"), ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://desk:Secret@Example.org/", "https://desk:Secret@Example.org/"),
        ("file:///Srv/A", "file:///Srv/A"), ("http://example.org/?q=http://B:80", "http://example.org/?q=http://B:80"),
        ("http://Example.org?A:80", "http://example.org?A:80"), ("http://example.org:80", "http://example.org"),
        ("Example.org:80", "Example.org:80"), ("FTP://É.example/É", "ftp://é.example/É"), ("://", "://"), ("", ""),
    ])
    func twoSpellingsAreOneAddress(text: String, same: String) {
        #expect(AddressText.compared(text) == same)
    }

    @Test(arguments: [
        ("https://example.org/a/b?c", "/a/b?c", false), ("https://desk@example.org/é", "/é", true),
        ("https://example.org", "", false), ("https://example.org?u=a@b/c", "/c", false),
        ("desk@example", "desk@example", true),
        ("https://example.org/@a", "/@a", false), ("a:/b", "a:/b", false), ("", "", false),
    ])
    func whatFollowsTheHostIsItsPath(text: String, path: String, hasUser: Bool) {
        #expect(AddressText.path(of: text) == path)
        #expect(AddressText.hasUser(text) == hasUser)
    }

    @Test(arguments: [
        ("a\u{1B}[2Jb\r\nc\rd\te\u{7F}\u{9B}1m£\u{8}\n", "a [2Jb\r\nc d\te  1m£ \n"),
        ("\u{1B}[31mred\u{1B}[0m \u{1B}[5m\u{1B}", "\u{1B}[31mred\u{1B}[0m  [5m "),
        ("plain\nlines\n", "plain\nlines\n"),
    ])
    func noControlCharacterIsPrintedButOurOwnColours(text: String, printed: String) {
        #expect(OutsideText.lines(text, keeping: TerminalStyle.colours) == printed)
    }
}
