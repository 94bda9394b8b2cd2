import Digests
import Foundation
import TestSupport
import Testing

@testable import Polling

/// The body of an answer, which waits in a file where it is large.
@Suite struct FetchedBodyTests {
    private static let most = 256 << 10

    @Test(arguments: [(0, false), (1, false), (most, false), (most + 1, true), (3 * most, true)])
    func aLargeOneWaitsInAFile(size: Int, isFile: Bool) throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let body = FetchedBody(in: folder.path(""))
        for start in stride(from: 0, to: size, by: 16_000) {
            let piece = Array(bytes[start..<min(start + 16_000, size)])
            #expect(piece.withUnsafeBytes { body.take($0) } == nil)
        }
        let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)
        }
        #expect(links.contains { $0.hasPrefix(folder.path("")) && $0.contains("/.body-") } == isFile)
        #expect(body.count == size)
        #expect(try body.load() == bytes)
        for _ in 1...2 { #expect(try body.sha256() == SHA256.hex(of: bytes)) }
    }

    @Test func whereNoFileCanBeItStaysInMemory() throws {
        let body = FetchedBody(in: "/nowhere")
        let bytes = [UInt8](repeating: 7, count: Self.most + 1)
        #expect(bytes.withUnsafeBytes { body.take($0) } == nil)
        #expect(try body.load() == bytes)
    }
}
