import Testing

@testable import Compression

@Suite struct GzipTests {
    private static let text = Array(String(repeating: "Requires improvement to be good. ", count: 500).utf8)

    @Test(arguments: [
        [], [0], text, (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) },
    ])
    func whatIsCompressedIsExpandedAgain(_ bytes: [UInt8]) throws {
        let file = try #require(Gzip.compressed(bytes))
        #expect(Gzip.expanded(file) == bytes)
    }

    @Test func proseBecomesMuchShorter() throws {
        #expect(try #require(Gzip.compressed(GzipTests.text)).count * 20 < GzipTests.text.count)
    }

    @Test func aDamagedFileIsNoContent() throws {
        let file = try #require(Gzip.compressed(Array("Inadequate, good, outstanding".utf8)))
        for index in 10..<file.count {
            var damaged = file
            damaged[index] ^= 0x41
            #expect(Gzip.expanded(damaged) == nil, "byte \(index)")
        }
        for count in 0..<file.count { #expect(Gzip.expanded(Array(file.prefix(count))) == nil, "\(count) bytes") }
    }

    @Test func aFileThatPromisesMoreThanItCanHoldTakesNoMemory() throws {
        var file = try #require(Gzip.compressed([1, 2, 3]))
        file.replaceSubrange((file.count - 4)..., with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(Gzip.expanded(file) == nil)
    }
}
