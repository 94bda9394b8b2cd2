import Foundation
import History
import Inspections
import Reports
import TestSupport
import Testing

@testable import Queries

/// Whom a user means by a number, an id, a code or a name; Kent, the council, is in no feed, and a shop is called so.
@Suite struct ProviderSearchTests {
    private static let known = [
        Provider(id: ProviderID("zz:9"), name: "Kent", kind: "shop"),
        Provider(id: ProviderID("fhrs:12345"), name: "Joe", kind: "shop"),
        Provider(id: ProviderID("zz:777"), name: "Ann", kind: "shop"),
        Provider(id: ProviderID("yy:777"), name: "Bob", kind: "shop"),
        Provider(id: ProviderID("name:12"), name: "12", kind: "shop"),
    ]

    @Test(arguments: [
        ("ofsted:80476", "unseen ofsted:80476"), ("80476", "unseen ofsted:80476"),
        ("e10000016", "unseen ofsted:80476"), ("Kent", "found zz:9"), ("zz:9", "found zz:9"), ("9", "found zz:9"),
        ("12345", "found fhrs:12345"), ("12", "found name:12"),
        ("777", "2 providers are called \"777\": yy:777, zz:777; give the id of one"),
        ("2345", "no provider \"2345\" is known"), ("%", "no provider \"%\" is known"),
    ])
    func aNumberMeansWhoeverHasIt(text: String, meant: String) async throws {
        let folder = try TemporaryFolder()
        let history = try History(at: .file(folder.path("history.sqlite")))
        let registry = try BuiltInReports.reader.registry
        let found = try await history.write("search") { history in
            for provider in Self.known { try history.save(provider) }
            return switch try ProviderSearch(text, in: history, registry: { registry }) {
            case .found(let provider): "found \(provider.id.text)"
            case .unseen(let provider): "unseen \(provider.id.text)"
            case .unknown(let why): why
            }
        }
        #expect(found == meant)
    }
}
