import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What one writes first: the JDK's HTTP client, databind, a table. No options, no help: less than any real client. */
public final class NaiveClient {
    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(args[0] + "/api/v1/agents")).build();
        String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        for (JsonNode agent : new ObjectMapper().readTree(body)) {
            System.out.printf(
                    "%-20s %-8s %-10s%n",
                    agent.get("name").asText(),
                    agent.get("type").asText(),
                    agent.get("state").asText());
        }
    }
}
