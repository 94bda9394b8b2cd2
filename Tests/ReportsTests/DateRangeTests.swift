import Inspections
import Testing

@testable import Reports

@Suite struct DateRangeTests {
    @Test(arguments: [
        ("11 to 15 March 2024", "2024-03-11", "2024-03-15"),
        ("29 April 2019 to 10 May 2019", "2019-04-29", "2019-05-10"),
        ("4 July 2016–28 July 2016", "2016-07-04", "2016-07-28"),
        ("12/09/2016 to 06/10/2016", "2016-09-12", "2016-10-06"),
        ("8 – 12 July 2013", "2013-07-08", "2013-07-12"),
        ("16 September - 8 October 2014", "2014-09-16", "2014-10-08"),
        ("4 February 2020", "2020-02-04", "2020-02-04"),
        ("5 and 6 May 2021. Her Majesty’s Inspectors were", "2021-05-05", "2021-05-06"),
        ("30 September and 1 October 2025", "2025-09-30", "2025-10-01"),
        ("26th February 2024 to 8th March 2024", "2024-02-26", "2024-03-08"),
        ("2 to 6 March 2020 and 9 to 13 March 2020", "2020-03-02", "2020-03-13"),
        ("12 December to 6 January 2017", "2016-12-12", "2017-01-06"),
        ("Monday 3 June to Friday 7 June 2019", "2019-06-03", "2019-06-07"),
        ("16\u{2010}20 May 2022", "2022-05-16", "2022-05-20"),
        ("16\u{2011}20 May 2022", "2022-05-16", "2022-05-20"),
        ("16\u{2012}20 May 2022", "2022-05-16", "2022-05-20"),
        ("16\u{2014}20 May 2022", "2022-05-16", "2022-05-20"),
        ("16\u{2212}20 May 2022", "2022-05-16", "2022-05-20"),
        ("16\u{AD}20 May 2022", "2022-05-16", "2022-05-20"),
        ("16\u{A0}to\u{A0}20\u{A0}May\u{A0}2022", "2022-05-16", "2022-05-20"),
        ("9–13 May and 16–20 May 2022", "2022-05-09", "2022-05-20"),
        ("26 th February to 8 th March 2024", "2024-02-26", "2024-03-08"),
        ("24 June 2019 – 5 July", "2019-06-24", "2019-07-05"),
        ("12 December 2016 to 6 January", "2016-12-12", "2017-01-06"),
        ("1 Sept – 3 Oct 2014", "2014-09-01", "2014-10-03"),
        ("12/9/16 – 6/10/16", "2016-09-12", "2016-10-06"),
        ("Tuesday, 3 June, to Friday, 7 June, 2019", "2019-06-03", "2019-06-07"),
        ("6 to 30 July 2015 2", "2015-07-06", "2015-07-30"),
    ])
    func isRead(_ text: String, _ start: String, _ end: String) {
        let dates = DateRange.read(text)
        #expect(dates?.start?.iso == start)
        #expect(dates?.end?.iso == end)
    }

    @Test(arguments: ["March", "in March 2013", "31 February 2020", "5 May", "15 to 11 March 2024", "", "to"])
    func isNoDay(_ text: String) {
        #expect(DateRange.read(text) == nil)
    }
}
