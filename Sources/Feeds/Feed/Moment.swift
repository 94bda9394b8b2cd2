import Foundation
import Inspections

/// A day with a time of day and a zone.
struct Moment {
    let day: CalendarDate
    var time = TimeOfDay()
    var zone = ZoneOffset.utc

    var date: Date {
        let local = day.daysSinceEpoch * 86_400 + time.seconds
        return Date(timeIntervalSince1970: Double(local - zone.seconds(atLocal: local)))
    }
}
