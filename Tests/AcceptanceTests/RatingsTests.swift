import Foundation
import TestSupport
import Testing

/// What stands today of everybody, and who everybody is: asked of the program itself.
@Suite(.timeLimit(.minutes(5))) struct RatingsTests {
    private static let map = """
        {scheme: ofsted, dates: dmy, provider_id: URN, name: Name, region: Region, framework: sccif, number: Event, date: Date,
         predecessors: [Before], areas: {overall-experiences-and-progress: Overall, helped-and-protected: Helped}}
        """
    private static let head = "URN,Name,Region,Event,Date,Before,Overall,Helped\n"
    private static let rows = """
        SC1,Birch,North West,1,01/03/2020,,Good,Good
        SC2,Ash,North West,2,01/03/2021,,Outstanding,Good
        SC3,Cedar,London,3,01/03/2022,,Inadequate,Good
        SC4,Dogwood,London,4,01/03/2019,,Good,

        """
    private static let later = """
        SC1,Birch,North West,11,01/03/2023,,Inadequate,
        SC5,Elder,London,5,01/03/2023,SC4,Good,

        """

    private func world() async throws -> WatchedTable {
        let watched = try WatchedTable(Self.map)
        _ = try await watched.poll(Self.head + Self.rows)
        _ = try await watched.poll(Self.head + Self.rows + Self.later)
        return watched
    }

    private func cells(_ output: String, _ columns: Int...) -> [String] {
        output.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return columns.map { String(cells[$0]) }.joined(separator: " ")
        }
    }

    /// An area that the latest inspection does not grade stands no longer; who goes on under another id is one.
    @Test func theGradesThatStandAreThoseOfTheTimelineByName() async throws {
        let run = try await world().run
        let all = try await run.run("ratings", "--format", "csv")
        #expect(
            cells(all.output, 1, 4, 5, 6) == [
                "Ash overall-experiences-and-progress outstanding 2021-03-01",
                "Ash helped-and-protected good 2021-03-01",
                "Birch overall-experiences-and-progress inadequate 2023-03-01",
                "Cedar overall-experiences-and-progress inadequate 2022-03-01",
                "Cedar helped-and-protected good 2022-03-01",
                "Elder overall-experiences-and-progress good 2023-03-01",
            ])
        let some = try await run.run(
            "ratings", "--region", "North West", "--area", "overall experiences and progress", "--format", "csv")
        #expect(cells(some.output, 1, 5) == ["Ash outstanding", "Birch inadequate"])
        let line = try #require(try await run.run("ratings", "--format", "json").output.split(separator: "\n").first)
        struct Rating: Decodable {
            struct Provider: Decodable { let id: String }
            struct Inspection: Decodable { let framework: String, start: String? }
            let provider: Provider
            let area, grade, since: String
            let inspection: Inspection
            let checked: String?
        }
        let rating = try JSONDecoder().decode(Rating.self, from: Data(line.utf8))
        #expect(rating.provider.id == "ofsted:SC2" && rating.grade == "outstanding" && rating.since == "2021-03-01")
        #expect(
            rating.inspection.framework == "sccif" && rating.inspection.start == "2021-03-01" && rating.checked != nil)
    }

    @Test("A region of many is answered by name in each form, though it is read by id and in parts")
    func aRegionOfManyIsByName() async throws {
        let watched = try WatchedTable(Self.map)
        // Ids and names in two orders; some share a name.
        let rows = (0..<2_600).map { number in
            let name = "Home \(number * 7_919 % 2_593)"
            let region = number % 5 < 4 ? "North West" : "London"
            return "SC\(10_000 + number),\(name),\(region),\(number),01/03/2023,,Good,Good\n"
        }
        _ = try await watched.poll(Self.head + rows.joined())
        let run = watched.run
        func lines(_ arguments: String...) async throws -> [String] {
            try await run.run(arguments: ["ratings"] + arguments).output.split(whereSeparator: \.isNewline).map(
                String.init)
        }
        let all = try await lines("--format", "csv")
        #expect(all.count == 1 + 2 * 2_600)
        let csv = try await lines("--region", "North West", "--format", "csv")
        #expect(csv == all.filter { !$0.contains(",London,") } && csv.count == 1 + 2 * 2_080)
        #expect(cells(csv.joined(separator: "\n"), 1) == cells(csv.joined(separator: "\n"), 1).sorted())
        let ids = Set(csv.dropFirst().map { "\"\($0.prefix { $0 != "," })\"" })
        let json = try await lines("--region", "North West", "--format", "json")
        #expect(
            json
                == (try await lines("--format", "json")).filter { line in
                    ids.contains(String(line.dropFirst("{\"provider\":{\"id\":".count).prefix { $0 != "," }))
                })
        let table = try await lines("--region", "North West")
        let names = table.dropFirst().filter { !$0.hasPrefix(" ") }
        #expect(table.count == csv.count && names.count == 2_080)
        #expect(names.contains { $0.hasPrefix("Home 280 (ofsted:") } && names.contains { $0.hasPrefix("Home 100  ") })
    }

    @Test(arguments: [
        ("--region", "North Wes", "did you mean North West?"),
        ("--area", "helped-and-protecte", "helped-and-protected"),
        ("--framework", "scif", "sccif"), ("--group", "trust", "no group \"trust\""),
    ])
    func aNameThatNothingBearsIsAMistakeWithTheNearOnes(option: String, name: String, words: String) async throws {
        let run = try await world().run
        let asked = try await run.run("ratings", option, name)
        #expect(asked.status == 64)
        #expect(asked.complaints.contains(words))
    }

    /// Each is meant by one who does not write it as the program does; an area without a grade names those with some.
    @Test func namesAreTakenHoweverTheyAreWritten() async throws {
        let run = try await world().run
        let asked = try await run.run(
            "ratings", "--region", "north west", "--framework", "SCCIF", "--grade", "Outstanding", "--format", "CSV")
        #expect(cells(asked.output, 1, 4) == ["Ash overall-experiences-and-progress"])
        for question in [["ratings"], ["alerts"], ["silence", "add", "--until", "2d", "--why", "w"]] {
            let nothing = try await run.run(arguments: question + ["--area", "overall"])
            #expect(
                nothing.complaints.contains("did you mean overall-experiences-and-progress?"), "\(nothing.complaints)")
        }
        let lines = try await run.run("ratings", "--format", "jsonl")
        #expect(lines.output.split(separator: "\n").count == 6)
        let ever = try await run.run(
            "history", "--all", "--grade", "inadequate", "--region", "LONDON", "--format", "csv")
        #expect(cells(ever.output, 13, 2, 5) == ["Cedar 2022-03-01 overall-experiences-and-progress"])
    }

    @Test func providersAreFoundByNameAndNumberWithWhoGoesOnForThem() async throws {
        let run = try await world().run
        struct Listed: Decodable {
            let id, name: String
            let formerly, successors: [String]
        }
        func asked(_ text: String) async throws -> [Listed] {
            try await run.run("providers", text, "--format", "jsonl").output.split(separator: "\n").map {
                try JSONDecoder().decode(Listed.self, from: Data($0.utf8))
            }
        }
        #expect(try await asked("SC4").map(\.successors) == [["ofsted:SC5"]])
        #expect(try await asked("dogwood").map(\.name) == ["Dogwood", "Elder"])
        #expect(try await asked("elder").map(\.formerly) == [["Dogwood"]])
        #expect(try await run.run("providers", "Cedr").complaints.contains("did you mean Cedar"))
    }

    @Test func theHistoryOfAllIsALineForEachJudgement() async throws {
        let run = try await world().run
        let all = try await run.run("history", "--all", "--format", "csv").output
        #expect(
            cells(all, 13, 2, 5, 6, 7).filter { $0.hasPrefix("Birch") || $0.hasPrefix("Elder") } == [
                "Birch 2020-03-01 overall-experiences-and-progress good first",
                "Birch 2020-03-01 helped-and-protected good first",
                "Birch 2023-03-01 overall-experiences-and-progress inadequate declined",
                "Elder 2019-03-01 overall-experiences-and-progress good first",
                "Elder 2023-03-01 overall-experiences-and-progress good unchanged",
            ])
        let lines = try await run.run("history", "--all", "--format", "json").output.split(separator: "\n")
        #expect(lines.count == all.split(whereSeparator: \.isNewline).count - 1)
        #expect(try await run.run("history").status == 64)
        #expect(try await run.run("history", "--all", "Ash").status == 64)
    }
}
