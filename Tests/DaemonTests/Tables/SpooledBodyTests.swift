import Feeds
import Foundation
import TestSupport
import Testing

@testable import Polling
@testable import System

@Suite struct SpooledBodyTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func spool(_ pieces: [String]) throws -> SpooledBody {
        let body = try SpooledBody(in: folder.path)
        for piece in pieces { #expect(Array(piece.utf8).withUnsafeBytes { body.take($0) } == nil) }
        return body
    }

    @Test func whatCameInPieceByPieceIsReadAndHashedAsAWhole() throws {
        let body = try spool(["abc", "", "defgh"])
        #expect(try body.bytes(from: 0, count: .max) == Array("abcdefgh".utf8))
        #expect(try body.bytes(from: 2, count: 3) == Array("cde".utf8))
        #expect(try body.bytes(from: 8, count: 3) == [] && body.bytes(from: 99, count: 3) == [])
        #expect(body.sha256() == "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab")
    }

    @Test func nothingOfItIsLeftInTheFolder() throws {
        let body = try spool(["abc"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        #expect(try body.bytes(from: 0, count: 1) == [97])
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let error = #expect(throws: OperationError.self) { try SpooledBody(in: folder.path("missing")) }
        #expect(error?.description.contains("missing: No such file or directory") == true)
    }
}
