import Foundation

/// A location as the API of the Care Quality Commission describes it, cut down to what is read of it.
struct CqcLocation: Decodable {
    let locationId: String
    let name: String?
    let region: String?
    let currentRatings: Ratings?
    let historicRatings: [Ratings]?

    /// Current ones state the day of each rating, historic ones of all together.
    struct Ratings: Decodable {
        let reportDate: String?
        let overall: Overall?
    }

    struct Overall: Decodable {
        let rating: String?
        let reportDate: String?
        let keyQuestionRatings: [Question]?
    }

    struct Question: Decodable {
        let name: String
        let rating: String?
        let reportDate: String?
    }
}
