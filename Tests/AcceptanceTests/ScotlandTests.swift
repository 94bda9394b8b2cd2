import Foundation
import Testing

/// Two states of a table of 620 care homes: the changes that a comparison of the two files shows, and none more.
@Suite(.timeLimit(.minutes(5))) struct ScotlandTests {
    private static let states = ["2024-05", "2025-09"].map { "sources/care-inspectorate-scotland/\($0).csv" }
    private static let questions = [
        "KQ_Support_Wellbeing", "KQ_Care_and_Support_Planning", "KQ_Setting", "KQ_Staff_Team", "KQ_Leadership",
        "KQ_Care_Play_and_Learning",
    ]

    private static let map = """
        {scheme: ci, provider_kind: care-home, dates: dmy, provider_id: ServiceName, name: ServiceName,
         date: Publication_of_Latest_Grading, framework: care-inspectorate-scotland, missing: [NA], areas: {
          support-and-wellbeing: KQ_Support_Wellbeing, care-and-support-planning: KQ_Care_and_Support_Planning,
          setting: KQ_Setting, staff-team: KQ_Staff_Team, leadership: KQ_Leadership,
          care-play-and-learning: KQ_Care_Play_and_Learning}}
        """

    @Test(.enabled(if: TableOracle.has(states[0]), "the tables of care homes do not lie beside this checkout"))
    func theChangesBetweenTwoStatesAreToldAndNoneMore() async throws {
        let files = Self.states.map(TableOracle.file)
        let table = try WatchedTable(Self.map)
        _ = try await table.poll(Data(contentsOf: files[0]))
        let told = try await table.poll(Data(contentsOf: files[1])) + table.release()
        let changed = told.filter { $0.event.kind == "rating-changed" }
        let seen = Dictionary(
            changed.map { ($0.event.provider, $0.event.direction ?? "") }, uniquingKeysWith: { "\($0), \($1)" })
        let expected = try await Self.changes(files)
        #expect(expected.count == 377 && changed.count == expected.count)
        #expect(seen == expected)
        // The others were graded anew, and equally.
        #expect(Set(told.map(\.event.kind)) == ["rating-changed", "inspection-published"])
        #expect(try await table.poll(Data(contentsOf: files[1])).isEmpty)
    }

    /// Provider -> direction, from the two files alone; on a thread of its own, as other tests' servers would starve
    /// meanwhile.
    private static func changes(_ files: [URL]) async throws -> [String: String] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try differences(files) })
            }
        }
    }

    private static func differences(_ files: [URL]) throws -> [String: String] {
        let states = try files.map { file in
            let rows = try Self.rows(String(contentsOf: file, encoding: .utf8))
            let head = try #require(rows.first)
            return Dictionary(
                rows.dropFirst().map { row in (row[0], Dictionary(zip(head, row), uniquingKeysWith: { $1 })) }
                    .map { ($0.1["ServiceName"] ?? "", $0.1) }, uniquingKeysWith: { $1 })
        }
        var changes: [String: String] = [:]
        for (name, after) in states[1] {
            let steps = Self.questions.compactMap { question -> Int? in
                guard let old = states[0][name]?[question].flatMap({ Int($0) }),
                    let new = after[question].flatMap({ Int($0) })
                else { return nil }
                return new - old
            }
            let (up, down) = (steps.contains { $0 > 0 }, steps.contains { $0 < 0 })
            if up || down { changes[name] = up && down ? "mixed" : up ? "improved" : "declined" }
        }
        return changes
    }

    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(cell.trimmingCharacters(in: .whitespaces))
                cell = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted:
                rows.append(row + [cell.trimmingCharacters(in: .whitespaces)])
                (row, cell) = ([], "")
            default: cell.append(character)
            }
        }
        if !row.isEmpty { rows.append(row + [cell]) }
        return rows.filter { $0.count > 1 }
    }
}
