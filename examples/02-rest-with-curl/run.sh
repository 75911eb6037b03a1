#!/usr/bin/env bash
# Talks to a running server with curl. CAXTON_URL is its address.
set -euo pipefail
url="${CAXTON_URL:-http://127.0.0.1:8080}"

echo "# health"
curl -fsS "$url/api/v1/health" | grep -o '"status":"[a-z_]*"'

echo "# deploy"
curl -fsS -X POST "$url/api/v1/agents" -H 'Content-Type: application/json' -d '{
  "type": "config", "name": "porter", "format": "md",
  "content": "---\nname: Porter\nversion: \"1.0.0\"\ncapabilities: [luggage]\ntools: []\nmemory: {enabled: true}\nsystem_prompt: You know where luggage is kept.\n---\nLuggage is kept in the room behind the front desk.\n"
}' | grep -o '"state":"[a-z]*"'

echo "# ask"
reply="$(curl -fsS -X POST "$url/api/v1/agents/porter/message" -H 'Content-Type: application/json' \
  -d '{"message": "Where is luggage kept?"}')"
echo "$reply" | grep -o '"performative":"[a-z-]*"'
echo "$reply" | grep -o 'behind the front desk' | head -1
conversation="$(echo "$reply" | sed 's/.*"conversation_id":"\([^"]*\)".*/\1/')"

echo "# conversation"
curl -fsS "$url/api/v1/conversations/$conversation/messages" | grep -o '"sender":"[a-z]*"'

echo "# streamed"
curl -fsSN -X POST "$url/api/v1/agents/porter/message" -H 'Content-Type: application/json' \
  -H 'Accept: text/event-stream' -d '{"message": "Where is luggage kept?"}' | grep '^event:' | uniq

echo "# memory"
curl -fsS -X POST "$url/api/v1/memory/entities" -H 'Content-Type: application/json' -d '{
  "agent_id": "porter", "entity_name": "trolley", "entity_type": "thing",
  "observations": ["The luggage trolley stands beside the lift."]
}' | grep -o '"observation_count":[0-9]*'
curl -fsS -G "$url/api/v1/memory/search" --data-urlencode agent_id=porter --data-urlencode 'query=where is the cart' \
  | grep -o '"entity_name":"[a-z]*"'

echo "# a problem"
curl -sS "$url/api/v1/agents/portre" | grep -o '"code":"[A-Z_]*"'

echo "# remove"
curl -fsS -o /dev/null -w '%{http_code}\n' -X DELETE "$url/api/v1/agents/porter"
