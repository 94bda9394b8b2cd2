import FoundationEssentials
import HTTPTransport
import Testing

@Suite struct HTTPDateTests {
    /// 2024-05-15T12:00:00Z
    static let now = Date(timeIntervalSince1970: 1_715_774_400)

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
        ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Wed, 15 May 2024 12:00:00 GMT", 1_715_774_400),
        ("Wednesday, 15-May-24 12:00:00 GMT", 1_715_774_400), ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
        ("Friday, 01-Jan-74 00:00:00 GMT", 3_281_990_400), ("Wednesday, 01-Jan-75 00:00:00 GMT", 157_766_400),
        ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
    ])
    func isRead(text: String, seconds: Double) {
        #expect(HTTPDate.parse(text, now: Self.now)?.timeIntervalSince1970 == seconds)
    }

    @Test func whatIsWrittenInAnyFormIsReadBack() throws {
        var utc = Calendar(identifier: .gregorian)
        utc.timeZone = .gmt
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func padded(_ number: Int?, with fill: String = "0") -> String {
            let text = String(number ?? 0)
            return text.count < 2 ? fill + text : text
        }
        // From 1975 to 2074, the hundred years that two digits can name in 2024; the step is no round number of
        // anything.
        for seconds in stride(from: 157_766_400.0, to: 3_313_526_400, by: 7_654_321) {
            let date = Date(timeIntervalSince1970: seconds)
            let parts = utc.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
            let year = try #require(parts.year)
            let month = months[try #require(parts.month) - 1]
            let time = [parts.hour, parts.minute, parts.second].map { padded($0) }.joined(separator: ":")
            for text in [
                "Day, \(padded(parts.day)) \(month) \(year) \(time) GMT",
                "Weekday, \(padded(parts.day))-\(month)-\(padded(year % 100)) \(time) GMT",
                "Day \(month) \(padded(parts.day, with: " ")) \(time) \(year)",
            ] {
                #expect(HTTPDate.parse(text, now: Self.now) == date, "\(text)")
            }
        }
    }

    @Test(arguments: [
        "", "0", "-1", "tomorrow", "2024-05-15T12:00:00Z", "Thu, 30 Feb 2024 00:00:00 GMT",
        "Wed, 15 May 2024 24:00:00 GMT",
        "Wed, 15 Mai 2024 12:00:00 GMT", "Wed, 15 May 2024 12:00 GMT", "Wed, 15 May 2024 12:00:00 +0200",
        "Wed, 15 May 024 12:00:00 GMT",
        "Wed, 15 May 2024 12:00:00", ", , , , , ",
    ])
    func isNoDate(text: String) {
        #expect(HTTPDate.parse(text, now: Self.now) == nil)
    }

    @Test(
        arguments: [
            ("120", 120), ("0", 0), ("99999999999999999999", 2_147_483_647), ("Wed, 15 May 2024 12:01:00 GMT", 60),
            ("Wed, 15 May 2024 11:00:00 GMT", 0), ("Wednesday, 15-May-24 12:01:00 GMT", 60),
            ("soon", nil), ("-5", nil), ("", nil), ("1.5", nil),
        ] as [(String, Int?)])
    func retryAfter(text: String, seconds: Int?) {
        #expect(RetryAfter.delay(["retry-after": text], now: Self.now) == seconds.map { .seconds($0) })
    }

    @Test func withoutRetryAfterThereIsNoDelay() {
        #expect(RetryAfter.delay([:], now: Self.now) == nil)
    }

    @Test(
        arguments: [
            ([:], nil),
            (["Cache-Control": "max-age=60"], 60),
            (["Cache-Control": "public, MAX-AGE = \"60\", must-revalidate"], 60),
            (["Cache-Control": "s-maxage=5, max-age=60"], 60),
            (["Cache-Control": "no-cache"], nil),
            (["Cache-Control": "max-age=x"], nil),
            (["Cache-Control": "max-age=99999999999999999999"], 2_147_483_647),
            (["Cache-Control": "max-age=60", "Age": "50"], 10),
            (["Cache-Control": "max-age=60", "Age": "70"], 0),
            (["Cache-Control": "max-age=60", "Expires": "Wed, 15 May 2024 13:00:00 GMT"], 60),
            (["Expires": "Wed, 15 May 2024 13:00:00 GMT"], 3600),
            (["Expires": "Wed, 15 May 2024 13:00:00 GMT", "Date": "Wed, 15 May 2024 12:30:00 GMT"], 1800),
            (["Expires": "Wed, 15 May 2024 11:00:00 GMT"], 0),
            (["Expires": "0"], 0),
        ] as [(HTTPHeaders, Int?)])
    func freshness(headers: HTTPHeaders, seconds: Int?) {
        #expect(HTTPFreshness.remaining(headers, now: Self.now) == seconds.map { .seconds($0) })
    }
}
