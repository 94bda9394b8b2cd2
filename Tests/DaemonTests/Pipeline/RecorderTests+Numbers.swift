import Foundation
import History
import Inspections
import Testing

@testable import Configuration
@testable import Polling

/// Whose a report is that prints another number than its listing, or none at all.
extension RecorderTests {
    private func report(
        _ grade: String, year: Int, name: String?, urn: String?, sha256: String = "a"
    ) -> DocumentReading {
        guard case .outcome(var outcome, let rest) = report(grade, year: year, name: name, sha256: sha256) else {
            return report(grade, year: year, name: name, sha256: sha256)
        }
        outcome.providerURN = urn
        return .outcome(outcome, validators: rest)
    }

    struct Numbered: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var listed = "100006"
        var name: String? = "Lower School"
        let printed: String?
        let isDoubt: Bool
    }

    @Test(arguments: [
        Numbered(testDescription: "another school's number and name", printed: "100004", isDoubt: true),
        Numbered(testDescription: "another number beside no name", name: nil, printed: "100004", isDoubt: true),
        Numbered(testDescription: "a number that nobody knows", printed: "100009", isDoubt: true),
        Numbered(testDescription: "the listed number, under a former name", printed: "100006", isDoubt: false),
        Numbered(testDescription: "no number, under a former name", printed: nil, isDoubt: false),
        Numbered(testDescription: "a number of another form", printed: "SC100004", isDoubt: false),
        Numbered(testDescription: "the number that the school had before", printed: "100001", isDoubt: false),
    ])
    func aDocumentThatPrintsAnotherNumberThanItsListingIsADoubt(_ example: Numbered) async throws {
        _ = try await record(
            (publication("1", year: 2019, urn: "100004"), report("good", year: 2019, name: "Lower School")),
            (publication("2", year: 2019, urn: "100006"), report("good", year: 2019, name: "Upper School", sha256: "b"))
        )
        _ = try await history.write("test") {
            try $0.save(predecessor: ProviderID(urn: "100001"), of: ProviderID(urn: "100006"))
        }
        let raised = try await record(
            (
                publication("3", year: 2024, urn: example.listed),
                report("inadequate", year: 2024, name: example.name, urn: example.printed)
            ))
        #expect(raised.map(\.kind) == [example.isDoubt ? "operator-extraction-doubtful" : "rating-changed"])
    }
}
