import Glibc

/// The instant as HTTP writes it, https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
enum HTTPDay {
    static var now: String {
        var instant = time(nil)
        var parts = tm()
        gmtime_r(&instant, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
        let (weekday, month) = (Int(parts.tm_wday), Int(parts.tm_mon))
        return "\(days[weekday]), \(two(parts.tm_mday)) \(months[month]) \(parts.tm_year + 1900) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
