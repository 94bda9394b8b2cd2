import Digests
import Foundation
import TestSupport
import Testing

@testable import Polling
@testable import System

/// What a copy of the documents makes of those that an earlier one has left.
@Suite struct DocumentsCopyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func archive(_ name: String) -> FolderArchive {
        FolderArchive(DocumentFolder(path: folder.path(name)))
    }

    private func keep(_ numbers: Range<Int>, in archive: FolderArchive) async throws {
        for number in numbers {
            let bytes = Array("document \(number)".utf8)
            let document = StoredDocument(sha256: SHA256.hex(of: bytes), kind: "txt")
            _ = try await archive.write(bytes, as: document, at: Date(timeIntervalSince1970: 1_700_000_000))
        }
    }

    @Test func aCopyThatWasInterruptedGoesOnAndSaysWhatLayThere() async throws {
        let (here, there) = (archive("here"), archive("there"))
        try await keep(0..<20, in: here)
        // Of 20 documents 8 were copied, and 2 that the record has given up since.
        try await keep(0..<8, in: there)
        try await keep(30..<32, in: there)
        let outcome = try await DocumentsCopy(from: here, to: there).run()
        #expect(outcome.all == 20 && outcome.before == 8 && outcome.others == 2)
        for number in 0..<20 {
            let bytes = Array("document \(number)".utf8)
            #expect(try await there.read(SHA256.hex(of: bytes)) == bytes)
        }
        let again = try await DocumentsCopy(from: here, to: there).run()
        #expect(again.all == 20 && again.before == 20 && again.others == 2)
    }
}
