import Testing

@testable import Compression

@Suite struct ExpansionTests {
    private static let prose = Array(String(repeating: "Requires improvement to be good. ", count: 9000).utf8)
    private static let noise = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }

    /// What a file expands to when it comes in pieces of so many bytes; `nil` for one that is damaged or cut off.
    private func expanded(_ file: [UInt8], pieces: Int) throws -> [UInt8]? {
        let expansion = try #require(Expansion())
        var output: [UInt8] = []
        var rest = file[...]
        while true {
            switch expansion.next() {
            case .bytes(let bytes): output += bytes
            case .damaged: return nil
            case .hungry:
                if rest.isEmpty { return expansion.isComplete ? output : nil }
                expansion.take(Array(rest.prefix(pieces)))
                rest = rest.dropFirst(pieces)
            }
        }
    }

    @Test(arguments: [[[]], [prose], [noise], [prose, noise, [], prose]], [1000, 1 << 16])
    func membersAreExpandedOneAfterTheOther(members: [[UInt8]], pieces: Int) throws {
        let file = try members.flatMap { try #require(Gzip.compressed($0)) }
        #expect(try expanded(file, pieces: pieces) == members.flatMap(\.self))
    }

    @Test func anyDamageAndAnyCutIsNoticed() throws {
        let first = try #require(Gzip.compressed(Array("Inadequate, good".utf8)))
        let file = first + (try #require(Gzip.compressed(Array("outstanding".utf8))))
        for index in 10..<first.count {
            var damaged = file
            damaged[index] ^= 0x41
            #expect(try expanded(damaged, pieces: 7) == nil, "byte \(index)")
        }
        for count in 0..<file.count where count != first.count {
            #expect(try expanded(Array(file.prefix(count)), pieces: 7) == nil, "\(count) bytes")
        }
        #expect(try expanded(file + [0], pieces: 7) == nil)
    }
}
