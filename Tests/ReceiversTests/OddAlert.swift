import Foundation
import Inspections
import Receivers
import Testing

/// An alert of any kind with one property that a message may stumble on.
struct OddAlert: Sendable, CustomTestStringConvertible {
    enum Property: String, CaseIterable, Sendable {
        case plain, late, follows, voids, consequences
        case noDirection = "no direction"
        case press, table, ruling
        case manyAreas = "200 areas"
        case rightToLeft = "a name from right to left"
        case script = "markup in the name"
        case longName = "a long name"
        case wideName = "a name of wide letters"
        case longAddress = "a long address"
        case strangeAddress = "an address that is none of the web"
        case noPublication = "no publication"
        case priorityAction = "areas for priority action"
        case longWords = "long printed words"
        case doubts
    }

    let kind: String
    let property: Property
    var testDescription: String { "\(kind), \(property.rawValue)" }

    /// Each kind, the test's too, with each property.
    static let all = (AlertKind.allCases.map(\.rawValue) + ["test"]).flatMap { kind in
        Property.allCases.map { OddAlert(kind: kind, property: $0) }
    }

    static let script =
        #"<script>alert(1)</script> "School" & *Sons* _[x](https://evil.example)_ <!channel> @everyone {{data}} \"#

    var name: String {
        switch property {
        case .rightToLeft: "בית ספר \u{202E}אורט\u{202C} مدرسة"
        case .script: OddAlert.script
        case .longName: String(repeating: "Saint Æthelthryth's Voluntary Controlled ", count: 75)
        case .wideName: String(repeating: "日本語の学校", count: 60)
        default: "Cheshire East"
        }
    }

    var url: String {
        switch property {
        case .longAddress: "https://example.org/" + String(repeating: "long/", count: 600)
        case .strangeAddress: "javascript:alert(1)"
        default: "https://example.org/report/\(kind)?a=1&b=<2>"
        }
    }

    private var isForOperators: Bool { kind.hasPrefix("operator-") || kind == "test" }

    /// The grades, worst first, of those that are told.
    private var judgements: [JSONValue] {
        if ["report-published", "report-amended", "portfolio", "provider-unchecked", "provider-ended"].contains(kind) {
            return []
        }
        let areas =
            property == .manyAreas
            ? (1...200).map { "area-number-\($0)" } : ["overall-effectiveness", "help-and-protection", "care-leavers"]
        return areas.enumerated().map { index, area in
            let isGone = index % 5 == 4
            let isCompared = property != .late && property != .noDirection
            let direction = ["declined", "improved", "unchanged", "not-comparable", "no-longer-graded"][index % 5]
            let words =
                property == .longWords ? String(repeating: "requires improvement to be good ", count: 40) : "Inadequate"
            let previous = JSONValue.object([
                .init("inspection_start", .string("2019-11-18")), .init("url", .string("https://example.org/before")),
            ])
            var members: [JSONValue.Member] = [
                .init("area", .string(area)), .init("from", isCompared ? .string("requires-improvement") : .null),
                .init("to", isGone ? .null : .string("inadequate")),
                .init("direction", isCompared ? .string(direction) : .null),
                .init("printed", isGone ? .null : .string(words)), .init("page", isGone ? .null : .int(1)),
                .init("previous", isCompared ? previous : .null),
            ]
            if kind == "rating-corrected" { members.append(.init("was", .string("outstanding"))) }
            return .object(members)
        }
    }

    private var summary: String {
        if isForOperators { return "feed \(name) fails: answered 500 <b>now</b>" }
        if property == .manyAreas {
            return "\(name): "
                + (1...200).map { "area number \($0) declined from requires improvement to inadequate" }
                .joined(separator: "; ")
        }
        return "\(name): overall effectiveness declined from requires improvement to inadequate"
    }

    var record: AlertRecord {
        var data: [JSONValue.Member] = [.init("summary", .string(summary))]
        let publication = JSONValue.object([
            .init("title", .string("Children's services inspection of \(name)")), .init("url", .string(url)),
            .init("published", .string("2024-05-16")), .init("seen", .string("2024-05-16T08:00:01Z")),
            .init("sha256", .string("00")),
        ])
        let inspection = JSONValue.object([
            .init("framework", .string("ilacs")), .init("start", .string("2024-02-26")),
            .init("end", .string("2024-03-08")),
        ])
        if !isForOperators {
            data += [
                .init("direction", .string(property == .noDirection ? "none" : "declined")),
                .init(
                    "provider",
                    .object([
                        .init("id", .string("ofsted:80447")), .init("name", .string(name)),
                        .init("kind", .string("local-authority")),
                    ])), .init("inspection", inspection), .init("judgements", .array(judgements)),
                .init("late", .bool(property == .late)),
                .init(
                    "basis",
                    .string(["press", "table", "ruling"].contains(property.rawValue) ? property.rawValue : "report")),
            ]
        }
        if property != .noPublication, kind != "portfolio" { data.append(.init("publication", publication)) }
        if kind == "portfolio" {
            let members = (1...(property == .manyAreas ? 200 : 3)).map { number in
                JSONValue.object([
                    .init("id", .string("ofsted:\(number)")), .init("name", .string("\(name) \(number)")),
                    .init("kind", .string("school")), .init("grade", .string("inadequate")),
                    .init("inspection", inspection), .init("url", .string(url)),
                ])
            }
            data += [
                .init(
                    "portfolio",
                    .object([
                        .init("name", .string("our-schools")), .init("area", .string("overall-effectiveness")),
                        .init("below", .string("good")), .init("count", .int(3)), .init("within_days", .int(365)),
                    ])), .init("providers", .array(members)),
            ]
        }
        switch property {
        case .follows: data.append(.init("follows", .string("rw_before")))
        case .voids: data.append(.init("voids", .array((1...50).map { .string("rw_void\($0)") })))
        case .consequences:
            let comparison = JSONValue.object([.init("from", .string("good")), .init("direction", .string("declined"))])
            data.append(
                .init(
                    "consequences",
                    .array([
                        .object([
                            .init("inspection", inspection), .init("area", .string("care-leavers")),
                            .init("told", comparison), .init("now", comparison), .init("alert", .string("rw_other")),
                        ])
                    ])))
        case .priorityAction: data.append(.init("facts", .object([.init("priority_action", .string("yes"))])))
        case .doubts:
            data.append(
                .init("doubts", .array((1...40).map { .string("witness \($0) says <good>, another inadequate") })))
        default: break
        }
        data += [.init("feed", .string("childrens-services")), .init("routes", .array([]))]
        let id = "rw_\(kind)_\(property.rawValue.replacingOccurrences(of: " ", with: "_"))"
        let body = JSONValue.object([
            .init("specversion", .string("1.0")), .init("id", .string(id)),
            .init("source", .string("/ratingwatch/newsroom")), .init("type", .string("org.ratingwatch.\(kind).v1")),
            .init("subject", .string("ofsted:80447")), .init("time", .string("2024-05-16T08:00:03Z")),
            .init("datacontenttype", .string("application/json")),
            .init("sequence", .string("00000000000000000042")), .init("data", .object(data)),
        ])
        return AlertRecord(sequence: 42, id: id, body: body.text, line: summary)
    }
}
