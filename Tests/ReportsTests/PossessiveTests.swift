import Inspections
import Testing

@testable import Reports

/// Documents that name a provider in the possessive, or in capitals.
@Suite struct PossessiveTests {
    private static let reader = Result { try ReportReader.builtIn() }

    private func name(_ text: String) async throws -> String? {
        await (try Self.reader.get()).read(Array(text.utf8)).providerName
    }

    private static let letter = """
        Dear Director,
        This letter summarises the findings of the visit on 2 and 3 March 2021.
        """

    @Test(arguments: [
        ("Focused visit to Durham’s children’s services", "Durham"),
        ("Focused visit to Durham's local authority children's services", "Durham"),
        ("Monitoring visit to Durham County Council’s children’s services", "Durham"),
        ("Monitoring visit of Durham County Councils' children's services", "Durham"),
        ("FOCUSED VISIT TO DURHAM CHILDREN’S SERVICES", "Durham"),
        ("Focused visit to St Helens children’s services", "St Helens"),
        ("Focused visit to St Helens’ children’s services", "St Helens"),
        ("Focused visit to Somewhere’s children’s services", "Somewhere"),
        ("Focused visit to Somewhere Children’s Trust’s children’s services", "Somewhere"),
    ])
    func aLetterIsToTheCouncilItself(title: String, expected: String) async throws {
        #expect(try await name(title + "\n" + Self.letter) == expected)
    }

    @Test(arguments: [
        ("Durham's", "Durham"), ("Durham’s", "Durham"), ("St Helens'", "St Helens"), ("St Helens", "St Helens"),
        ("DURHAM’S", "DURHAM"), ("'s", "'s"), ("'", "'"), ("", ""), ("s", "s"),
    ])
    func theOwnerIsTold(name: String, owner: String) {
        #expect(Possessive.owner(name) == owner)
    }

    @Test(arguments: [
        ("Surrey’s Safeguarding Children Board", "Surrey"), ("St Mary's", "St Mary's"),
        ("Kent Council's local authority", "Kent"),
    ])
    func onlyWhoOwnsSomethingIsAnOwner(printed: String, expected: String) {
        #expect(ProviderHeading.cleaned(printed) == expected)
    }
}
