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

    private func inspections(of provider: String) async throws -> Int {
        let sources = recorder.sources
        return try await history.read("test") {
            try $0.statements(of: [ProviderID(provider)], sources: sources).filter { $0.trust == .trusted }.count
        }
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
        Numbered(testDescription: "no number, under another school's name", printed: nil, isDoubt: false),
        Numbered(
            testDescription: "no number, under a former name", name: "Middle School", printed: nil, isDoubt: false),
        Numbered(
            testDescription: "no number, under its name in full", name: "The Upper School", printed: nil,
            isDoubt: false),
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

    struct Named: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The schools that are known: number and name.
        let known: [String: String]
        let told: String
        /// Whose it is; `nil` where that is in doubt.
        let provider: String?
    }

    @Test(arguments: [
        Named(
            testDescription: "the only one of that name", known: ["100003": "Lower School", "100004": "Upper School"],
            told: "rating-changed", provider: "ofsted:100003"),
        Named(
            testDescription: "the only one of that name, in capitals", known: ["100003": "LOWER SCHOOL"],
            told: "rating-changed", provider: "ofsted:100003"),
        Named(
            testDescription: "two of that name", known: ["100003": "Lower School", "100004": "Lower School"],
            told: "operator-extraction-doubtful", provider: nil),
        Named(
            testDescription: "nobody of that name", known: ["100003": "Lower Street School"],
            told: "inspection-published", provider: "name:lower-school"),
    ])
    func aSchoolIsKnownByItsNameWhereItAloneHasIt(_ example: Named) async throws {
        for (number, name) in example.known.sorted(by: { $0.key < $1.key }) {
            _ = try await record(
                (publication(number, year: 2019, urn: number), report("good", year: 2019, name: name, sha256: number)))
        }
        let raised = try await record(
            (publication("3", year: 2024, urn: nil), report("inadequate", year: 2024, name: "Lower School")))
        #expect(raised.map(\.kind) == [example.told])
        #expect(try await known("3").providerID?.text == example.provider ?? "name:lower-school")
        #expect(try await inspections(of: "name:lower-school") == (example.provider == "name:lower-school" ? 1 : 0))
        if let provider = example.provider, provider.hasPrefix("ofsted:") {
            #expect(try await inspections(of: provider) == 2)
        }
    }

    @Test func aNameThatIsKnownByItselfStaysAProviderOfItsOwn() async throws {
        _ = try await record(
            (publication("1", year: 2019, urn: nil), report("good", year: 2019, name: "Lower School")))
        _ = try await record(
            (publication("2", year: 2021, urn: "100003"), report("good", year: 2021, name: "Lower School")))
        let raised = try await record(
            (publication("3", year: 2024, urn: nil), report("inadequate", year: 2024, name: "Lower School")))
        #expect(raised.map(\.kind) == ["rating-changed"])
        #expect(try await inspections(of: "name:lower-school") == 2)
    }
}
