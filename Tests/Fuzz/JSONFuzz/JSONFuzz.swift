import Feeds
import Fuzzing
import Inspections
import Markup

/// JSON paths, and documents that they are evaluated over: the first line of an input is a path, the rest the document.
@main
enum JSONFuzz {
    static func main() {
        FuzzDriver.run { input in
            let (line, rest) = split(input)
            let json = try? JSONNode(parsing: rest)
            guard let path = try? JSONPath(line) else { return true }
            Property.holds(path.text == line, "a path is known by its text")
            if let json { _ = path.value(in: json)?.scalar }
            read(rest, by: path)
            return true
        }
    }

    private static func split(_ input: [UInt8]) -> (String, [UInt8]) {
        let end = input.firstIndex(of: 0x0A) ?? input.count
        return (String(decoding: input[..<end], as: UTF8.self), Array(input[min(end + 1, input.count)...]))
    }

    private static func read(_ document: [UInt8], by path: JSONPath) {
        guard let items = try? JSONPath("$"), let name = try? JSONPath("name"), let day = try? JSONPath("date") else {
            return Property.holds(false, "these are paths")
        }
        var map = JSONMap(items: items)
        map.fields.provider = name
        map.fields.date = day
        map.fields.grades = ItemGrades(
            framework: "f", areas: [ItemArea(id: "overall", grade: path)], codes: ["good": "good"], missing: [])
        var reader = JSONReader(map: map)
        guard (try? reader.add(document, base: "https://example.org/")) != nil,
            let found = try? reader.finished(base: nil)
        else { return }
        Property.holds(
            found.inspections.allSatisfy { $0.judgements.map(\.grade) == ["good"] && $0.dates.start != nil },
            "an inspection has the grade that its item states, and a day")
        Property.holds(found.graded.count >= found.inspections.count, "whoever is graded is listed")
    }
}
