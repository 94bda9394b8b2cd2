import Foundation
import Inspections
import Testing

@testable import Reports

@Suite struct FrameworkFileTests {
    /// A framework that no code knows.
    static let invented = """
        id: renewed
        name: renewed inspection
        line: childrens-services
        titles: ["renewed inspection of {name} services"]
        scale:
          id: three-point
          family: three-point
          grades:
            - {id: bright, rank: 3, name: bright, printed: [shining bright, bright]}
            - {id: dim, rank: 1, name: dim, printed: [dim]}
        areas:
          - {id: family-help, name: family help, labels: [the help that families have]}
          - {id: homes, name: homes, labels: [the homes of children]}
        comparable_from: {}

        """

    @Test func aNewFrameworkNeedsOnlyAFile() async throws {
        let reader = try ReportReader.builtIn(additional: [(file: "renewed.yaml", yaml: Self.invented)])
        let text = """
            Renewed inspection of Bolton Council services
            Inspection dates: 4 to 8 October 2027
            The help that families have
            Shining bright
            The homes of children
            Dim
            """
        let outcome = await reader.read(Array(text.utf8))
        #expect(outcome.framework == "renewed")
        #expect(outcome.providerURN == "80432")
        #expect(GradeTableTests.grades(outcome) == ["family-help": "bright", "homes": "dim"])
        #expect(reader.catalogue["renewed"]?.scale.ranks == ["bright": 3, "dim": 1])
    }

    @Test func theExampleOfTheReadmeIsReadAndReads() async throws {
        let readme = try String(contentsOf: Shared.package.appending(path: "README.md"), encoding: .utf8)
        let section = try #require(readme.components(separatedBy: "### Add a framework").last)
        let example = section.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```")
            .first
        let yaml = try #require(example)
        let reader = try ReportReader.builtIn(additional: [(file: "README.md", yaml: yaml)])
        let text = """
            Renewed inspection of Bolton Council children’s services
            Inspection dates: 4 to 8 October 2027
            Overall, services in Bolton are strong
            The help that families have
            Needs attention
            The help that families have: needs attention
            """
        let outcome = await reader.read(Array(text.utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.framework == "renewed-2027")
        #expect(GradeTableTests.grades(outcome) == ["overall": "strong", "family-help": "needs-attention"])
    }

    @Test func aLaterFileReplacesAnEarlierById() throws {
        let yaml = Self.invented.replacing("id: renewed", with: "id: ilacs")
        let reader = try ReportReader.builtIn(additional: [(file: "ilacs.yaml", yaml: yaml)])
        #expect(reader.catalogue["ilacs"]?.name == "renewed inspection")
    }

    @Test(arguments: [
        ("id: renewed", "id: Renewed One", "renewed.yaml:1:5: id: an id has lower-case letters, digits and dashes"),
        ("line: childrens-services", "lines: x", "unknown key \"lines\"; did you mean \"line\"?"),
        ("rank: 3", "rank: high", "rank: must be a whole number"),
        (
            "labels: [the homes of children]", "label: x",
            "labels, sentences or statements must say how the area is printed"
        ),
        ("comparable_from: {}", "comparable_from: {sif: [nowhere]}", "this framework has no area nowhere"),
        ("id: homes", "id: family-help", "an area's id is used twice"),
        ("{name} services", "{nome} services", "this sentence cannot be looked for"),
        ("areas:", "areas: [", "renewed.yaml:12:3: not valid YAML: "),
        ("name: renewed", "name: \u{7}renewed", "renewed.yaml:2:7: not valid YAML: control characters are not allowed"),
        ("line: childrens-services", "id: twice", "renewed.yaml:1:1: not valid YAML: the key \"id\" appears twice"),
    ])
    func aMistakeIsNamedWithItsPlace(_ part: String, _ mistake: String, _ message: String) {
        let yaml = Self.invented.replacing(part, with: mistake)
        #expect {
            _ = try ReportReader.builtIn(additional: [(file: "renewed.yaml", yaml: yaml)])
        } throws: { error in
            "\(error)".contains(message)
        }
    }

    @Test func whatComparesAcrossFrameworksIsData() throws {
        let catalogue = try ReportReader.builtIn().catalogue
        #expect(catalogue["ilacs"]?.comparableFrom["sif"] == ["overall-effectiveness", "help-and-protection"])
        #expect(catalogue["sif"]?.comparableFrom["apc"] == ["overall-effectiveness"])
        #expect(catalogue["sif"]?.area("lscb-effectiveness")?.standsApart == true)
        #expect(catalogue["ilacs"]?.area("care-leavers")?.splitFrom == "children-in-care-and-care-leavers")
        #expect(catalogue["apc"]?.scale.family == catalogue["ilacs"]?.scale.family)
    }
}
