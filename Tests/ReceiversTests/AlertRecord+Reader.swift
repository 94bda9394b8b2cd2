import Inspections
import Receivers

extension AlertRecord {
    /// A reader's alert as the contract's example has it; `name` is the provider's; a late report is compared
    /// with nothing.
    static func reader(
        _ number: Int = 1, summary: String, name: String = "Cheshire East", url: String = "https://example.org/1",
        direction: String = "declined", isLate: Bool = false
    ) -> AlertRecord {
        func text(_ text: String) -> String { JSONValue.string(text).text }
        let body = """
            {"specversion":"1.0","id":"rw_\(number)","source":"/ratingwatch/newsroom",\
            "type":"org.ratingwatch.rating-changed.v1","subject":"ofsted:80447","time":"2024-05-16T08:00:03Z",\
            "datacontenttype":"application/json","sequence":"00000000000000000042",\
            "data":{"direction":"\(direction)","summary":\(text(summary)),\
            "provider":{"id":"ofsted:80447","name":\(text(name)),"kind":"local-authority"},\
            "inspection":{"framework":"ilacs","start":"2024-02-26","end":"2024-03-08"},\
            "publication":{"title":"Children's services inspection","url":\(text(url)),"published":"2024-05-16",\
            "seen":"2024-05-16T08:00:01Z","sha256":"00"},\
            "judgements":[{"area":"overall-effectiveness","from":\(isLate ? "null" : "\"requires-improvement\""),\
            "to":"inadequate","direction":\(isLate ? "null" : "\"declined\"")}],"feed":"a","routes":[]}}
            """
        return AlertRecord(sequence: 42, id: "rw_\(number)", body: body, line: summary)
    }
}
